# Choosing a district, without an account and without cookies.
district-title = Find your district
district-lede = Type the name of a district, a city or a mahalla. Your choice is kept nowhere: you can bookmark the page.
district-search = District, city or mahalla
district-hint = In Latin or Cyrillic script, also without apostrophes: qoratepa, Қоратепа, Urgut
district-find = Find
district-found = { $count ->
    [one] One place found
   *[other] { $count } places found
  }
district-found-many = The first { $count } places are shown; type more of the name
district-none-title = “{ $text }” was not found
district-none-text = Try the first few letters of the name. If your mahalla is not listed, search for its district.
district-place = Place
district-envelope = Envelope, soʻm
district-without = no envelope in this season
district-all = Districts and cities of the season
