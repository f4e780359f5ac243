# The identity provider of the demo.
issuer-name = the demo provider
issuer-title = Demo identity provider
issuer-lede = This page stands in for a real identity provider. Choose who you want to be; no password is asked and nobody here is real.
issuer-sign-in-as = Sign in as { $name }
issuer-residents = Residents
issuer-born = born { $date }
issuer-search = More residents
issuer-search-hint = Name, identity number or mahalla code. { $count } residents without a story can sign in too.
issuer-search-go = Search
issuer-search-none = Nobody is found by these words. Try a shorter part of the name or number.
issuer-cancel = Cancel and go back
issuer-wrong-title = This sign-in cannot go on
issuer-wrong-text = The request is not one that this provider accepts ({ $reason }). Go back to the site and begin again.
