# A project’s page.
project-place = Place
project-mahalla = Mahalla
project-cost = Cost
project-share = Share of the envelope
project-share-value = { $share }%
project-about = About the project
project-costs = Costs
project-costs-caption = Costs that the author asked for, in soʻm
project-asked = Asked
project-reviewed = Reviewed
project-decision = Decision of the working group
project-admitted = On the ballot
project-decided = Decided on { $date }.
project-number = Project number
project-to-contest = All projects of this envelope
project-proposal = The proposal’s history and decision
