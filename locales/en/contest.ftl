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
contest-vote = Go and vote
contest-asked = { $count ->
    [one] One project asks for
   *[other] { $count } projects ask for
  }
contest-proposals = Proposals and decisions
contest-proposals-note = Everything that residents proposed here, what was decided on it, and why.
contest-proposals-all = All proposals and decisions
contest-proposals-none = Nothing has been submitted yet.
contest-proposals-none-so = No proposal stands like this.
contest-proposals-count = { $count ->
    [one] One proposal
   *[other] { $count } proposals
  }: { $submitted } under review, { $admitted } admitted, { $refused } refused.
contest-proposals-filter = By state
contest-proposals-every = All
contest-proposals-submitted = Submitted on { $date }
contest-proposals-decided = Decided on { $date }
contest-proposals-reason = Reason: { $reason }
contest-bounds = What winning projects must meet
