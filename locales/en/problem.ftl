# When a page cannot be shown.
problem-not-found-title = There is no such page
problem-not-found-text = The address may be old or mistyped. Check it, or start from the home page.
problem-method-title = This address does not work that way
problem-method-text = Open the page again from the home page and repeat what you did.
problem-too-large-title = What was sent is too large
problem-too-large-text = Shorten the text or choose a smaller file and send it again. Nothing was saved.
problem-unavailable-title = Busy right now, please try again shortly
problem-unavailable-text = Reload the page in five seconds. The same page shows whether what you sent was saved.
problem-internal-title = Something went wrong on our side
problem-internal-text = The error was recorded. Try again shortly; if it comes back, tell the help line.
problem-home = Go to the home page
