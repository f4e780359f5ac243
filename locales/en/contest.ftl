# The page of one district or city in a season.
contest-envelope = Envelope
contest-min-votes = Votes needed, at least
contest-projects = Projects
contest-empty-title = No projects have been announced yet
contest-empty-text = Projects that the working group admits will appear here.
contest-all-rules = All rules of the season
contest-rows = { $count ->
    [one] One project
   *[other] { $count } projects
  }
contest-search = Search the projects
contest-search-hint = Title, what it is about or place; in Latin or Cyrillic script
contest-mahalla = Mahalla
contest-category = Category
contest-any-mahalla = All mahallas
contest-any-category = All categories
contest-filter = Show
contest-clear = Show all projects
contest-nothing-title = No such project was found
contest-nothing-text = Shorten the search or take the filter off.
contest-order = The order is random (number { $order } of { $orders }), so that no project always stands first. Its number is in the address: whoever follows your link sees the same order. Every day offers another one.
contest-next-order = Another order
contest-share = { $share }% of the envelope
