# Results of a contest: who is funded and why, what was counted, how to check it.
result-here = Result
result-title = Result: { $place }
result-link = Result: { $place }
result-to-contest = To the projects
result-outcome = { $funded ->
    [0] none of { $all } projects will be built
    [one] one of { $all } projects will be built
   *[other] { $funded } of { $all } projects will be built
  }
result-final = Final
result-published = Published on { $moment }
result-none-title = There is no result yet
result-none-open = Until the vote has ended nobody can know the result: ballots stay sealed, and there are no counts in between.
result-none-closed = The vote is over and its logs are closed. Trustees now release the key, and the ballots are counted.
result-none-tallied = The ballots are counted. The result appears here as soon as two officials publish the record.
result-spent = given out of an envelope of { $envelope }
result-ballots = ballots counted, of { $eligible } people who could vote
result-turnout = turnout
result-projects = funded, of { $all } projects
result-ranking = Places and reasons
result-cut = The cut: the envelope was { $envelope }, { $spent } were given out, { $left } are left.
result-votes = { $count ->
    [one] vote
   *[other] votes
  }
result-funded = Funded
result-not-funded = Not funded
result-funded-part = Funded from the part for { $part }
result-funded-others = Funded from the part for all other projects
result-not-funded-part = Not funded from the part for { $part }
result-not-funded-others = Not funded from the part for all other projects
result-why-funded = it was number { $turn } in order of votes among those that fitted; { $left } were left after it.
result-why-does-not-fit = when its turn came, { $left } were left, { $missing } less than it costs.
result-why-paid = it was number { $turn } to be bought, from the equal shares of its supporters: { $full } of them paid in full, { $price } each, and { $last } gave all they had left. Of the envelope { $left } were left.
result-why-paid-points = it was number { $turn } to be bought, from the equal shares of its supporters: { $full } of them paid in full, { $price } for each point, and { $last } gave all they had left. Of the envelope { $left } were left.
result-why-cannot-pay = its supporters had { $held } left of their shares, { $missing } less than it costs.
result-why-no-support = no vote supports it.
result-why-load = it was number { $turn } to be bought: its supporters then carried the lightest load, { $load } each. Of the envelope { $left } were left.
result-why-optimum = it belongs to the projects that together give the most for this envelope.
result-why-not-optimum = no choice with it gives more than the projects that were chosen.
result-why-limit-number = “{ $limit }” allows at most { $most } here, and as many are funded: { $projects }.
result-why-limit-none = “{ $limit }” allows none of its projects.
result-why-limit-money = “{ $limit }” allows { $most } in all; { $spent } of that were given, and this project costs { $cost }.
result-why-stopped = the count ended at “{ $project }”, which cost more than the { $left } that were left; nothing after it is funded.
result-why-below = it got { $votes } votes, { $missing ->
    [one] one less
   *[other] { $missing } less
  } than the { $threshold } that are needed.
result-withheld = Fewer than { $count } ballots were counted here. So that nobody can be recognised by a vote, only the funded projects are published.
result-withheld-reasons = The funded projects, in order of purchase. Only sums are published here, and under this rule reasons would tell how the supporters of projects overlap, so there are none. Whoever holds the copy of the ballots can recompute the winners.
result-no-winner = No project is funded.
result-counting = How it was counted
result-rule = Rule
result-threshold = Votes needed
result-threshold-none = none at least
result-threshold-votes = { $votes } at least
result-ties = Ties
result-ties-none = No tie had to be broken.
result-ties-withheld = Not published, because too few ballots were counted.
result-ties-withheld-reasons = Not published, because only sums are published here.
result-tie = With { $votes } votes each: { $projects }. Not all of them could be funded; funded: { $funded }.
result-tie-none = none of them
result-seed = Seed of ties
result-seed-how = Root of the closed ballot log. Together with the key that the trustees released it gives the order of tied projects; nobody could know it before the vote ended.
result-not-counted = What was not counted
result-not-counted-note = Numbers of the whole election, all districts and cities together: by district they could tell about single people.
result-all-counted = Ballots counted
result-superseded = Replaced by a later ballot of the same voter
result-spoiled = Spoiled: the content broke the rules
result-spoiled-reasons = Reasons
result-void = Void: signature or time was wrong
result-unopened = In the log, but impossible to open
result-unopened-note = Ballots that cannot be opened are a possible error of the platform. They are not counted.
result-chart = Votes
result-chart-unit = Number of votes; grey bars are projects that are not funded
result-table = The same in a table
result-table-caption = Votes by project
result-project = Project
result-column-votes = Votes
result-column-share = Of the ballots
result-column-cost = Cost, soʻm
result-column-state = Money
result-state-yes = Funded
result-state-no = No
result-verify = Check it yourself
result-proves-open = Open publication: all sealed ballots and the key that opens them are public. Anybody can check each signature, open each ballot and count again. No name and no identity number is in them.
result-proves-audited = Audited publication: everybody can check the logs, the roll and the sums. The ballots themselves are with accredited auditors, so that nobody can show a buyer how they voted; { $quorum ->
    [one] one auditor has to sign
   *[other] { $quorum } auditors have to sign
  } that the sums are right.
result-publish-ballots = The counted ballots are published one by one, in the order of the alphabet, without voters.
result-publish-totals = The counted votes are published as sums by project.
result-command = The program downloads the record, recomputes every step and says what it found:
result-exit-open = Exit code 0: everything was recomputed. 1 to 15: the step that failed.
result-exit-audited = Exit code 0: everything was recomputed or attested. 64: nothing is wrong, but too few auditors have signed yet. 1 to 15: the step that failed.
result-protocol = The protocol is public: a checking program can be written in any language.
result-files = Downloads
result-file-table = Result as a table
result-file-result = Result with reasons
result-file-ballots = Counted ballots
result-file-totals = Sums by project
result-file-pabulib = For other counting programs
result-file-trace = The count step by step
result-file-record = The whole record
result-rare = Who votes for a rare combination of projects may be recognised among the published ballots.
result-tie-equal = Equal by the rule: { $projects }. Not all of them could be bought; funded: { $funded }.
result-meaning = What it means to voters
result-meaning-voters = { $voters } voters ({ $share }%) chose at least one project that is funded. On average a voter chose { $mean } of the funded projects.
result-meaning-unit = Voters by the number of funded projects that they chose
result-meaning-bar = { $count ->
    [0] none
    [one] one project
   *[other] { $count } projects
  }
result-meaning-projects = Funded projects chosen
result-meaning-voters-column = Voters
result-meaning-categories = Money and votes by category, in per cent of all; grey bars are votes
result-meaning-money = { $category }: money
result-meaning-votes = { $category }: votes
result-meaning-category = Category
result-meaning-money-column = Money, soʻm
result-meaning-of-money = Of all money
result-meaning-of-votes = Of all votes
result-meaning-no-category = Other
result-what-if = What if another rule had counted?
result-what-if-lede = Your own browser can count the published ballots by another rule. That is a simulation: the result stays as it is, and under another rule people might have voted differently.
result-what-if-rule = Rule
result-what-if-go = Count by this rule
result-what-if-stop = Stop
result-what-if-loading = The published ballots are being loaded
result-what-if-files = Files:
result-what-if-counting = Your browser is counting
result-what-if-counting-text = Large contests take some rules a minute or more. You can stop at any time.
result-what-if-offline = The ballots could not be loaded
result-what-if-offline-text = Check your connection and count again.
result-what-if-wrong = The published ballots do not give the published result
result-what-if-wrong-text = The check in your browser found:
result-what-if-refused = This rule cannot count this contest
result-what-if-refused-text = Choose another rule. The program says:
result-what-if-broken = This browser cannot count
result-what-if-broken-text = Update the browser or use the command below on a computer.
result-what-if-same = The published result was counted again in your browser: it is the same
result-what-if-same-text = Manifest, keys and ballots are those of the record, and the announced rule gives the same projects, costs and reasons.
result-what-if-simulation = Simulation
result-what-if-simulation-text = This is not a result.
result-what-if-figures = Both outcomes in figures
result-what-if-figure = Figure
result-what-if-published = Published
result-what-if-other = Simulation
result-what-if-projects = Funded projects
result-what-if-spent = Given out, soʻm
result-what-if-left = Left over, soʻm
result-what-if-served = Voters with a funded project, %
result-what-if-mean = Funded projects of a voter, on average
result-what-if-gini = Inequality of money among voters (Gini, 0 is equal)
result-what-if-better = Voters who would have more funded projects of theirs:
result-what-if-worse = Fewer:
result-what-if-equal = As many:
result-what-if-table = Projects in both outcomes
result-what-if-change = changes
result-what-if-command = The same on a computer
result-meaning-spread = How evenly
result-meaning-median = The voter in the middle chose, of the funded projects
result-meaning-gini-projects = Inequality of funded projects among voters
result-meaning-gini-money = Inequality of money among voters
result-meaning-gini-note = Gini coefficient: 0 where all voters have as much, close to 1 where one has all. A voter has the funded projects that they chose, counted by number or by cost.
result-meaning-groups-cost = Groups of voters, by cost
result-meaning-groups-number = Groups of voters, by number
result-meaning-groups-hold = Every group that agrees on a project got the part of the money that its size entitles it to, up to one project (EJR+).
result-meaning-groups-fail = { $failing ->
    [one] Behind { $failing } project without money stands a group that got less than its part of the money
   *[other] Behind { $failing } projects without money stand groups that got less than their part of the money
} (EJR+ up to one project). The largest: { $voters } voters for “{ $project }”, entitled to { $entitled }.
result-optimum = Together
result-optimum-reach = The funded projects together reach { $objective }, the most that the envelope allows.
result-optimum-sole = No other choice reaches as much.
result-optimum-another = Another choice reaches as much: with { $with } in place of { $without }. The order of ties decided.
result-optimum-unknown = Whether another choice reaches as much was too costly to find out.
result-optimum-none = nothing
result-tie-equal-all = Equal by the rule: { $projects }. All of them are funded; the order of ties said which was bought first.
