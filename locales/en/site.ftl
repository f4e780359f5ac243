# On every page: header, menu, footer, dates and numbers.
site-name = Hashar
site-skip = Skip to the main content
site-demo = This is a demo. People, projects and sums are invented.
site-help = Help: { $phone }
site-help-hours = Help: { $phone }, { $hours }
site-nav = Main
site-menu = Menu
site-language = change language
site-sign-in = Sign in
site-home = Home
site-seasons = Seasons
site-districts = My district
site-crumbs = Where this page is
site-som = soʻm
site-money = { $amount } soʻm
site-date = { site-day } { $year }
site-day = { $day } { $month ->
    [january] January
    [february] February
    [march] March
    [april] April
    [may] May
    [june] June
    [july] July
    [august] August
    [september] September
    [october] October
    [november] November
   *[december] December
  }
site-date-time = { $date }, { $time }
site-moment = { $time } on { $date }
site-range = { $from } – { $to }
site-range-in-year = { $from } – { $to } { $year }
site-footer-about = Residents of a mahalla propose projects, each person votes once, the budget and the results are open to all. Anybody can recount.
site-footer-platform = Platform
site-footer-data = Open data
site-footer-records = Records of votes (JSON)
site-footer-budgets = Budgets (JSON)
site-source = Source code: AGPL-3.0
site-me = My account
site-sign-out = Sign out
site-role-moderator = moderator
site-role-ministry = ministry official
site-role-auditor = auditor
site-role-administrator = administrator
