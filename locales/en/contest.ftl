# The page of one district or city in a season.
contest-envelope = Envelope
contest-min-votes = Votes needed, at least
contest-projects = Projects
contest-empty-title = No projects have been announced yet
contest-empty-text = Projects that the working group admits will appear here.
contest-all-rules = All rules of the season
