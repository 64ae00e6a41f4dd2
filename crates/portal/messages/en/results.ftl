results-count = { $count ->
    [one] One person found
   *[other] { $count } people found
 }
results-more = The { $count } best matches
results-further = The next { $count } matches
results-next = Show more
results-none = Nobody found
results-looked-for = Searched for:
results-again = Search again
results-table = People found, best match first
results-residence-today = Lives today in
results-outside = Outside your area
results-outside-help = Of people outside your authority’s area, only name, year of birth and province are shown.
results-household = See the household
results-number = Number
results-found-by = Found by
results-more-help = There are more people who match. Add the day or month of birth to narrow the search.
results-none-help = What you can try
results-none-year = Enter only the year of birth: old books often say the year alone, or 01/01.
results-none-name = Enter the name without accents, or leave out the middle name.
results-none-number = Compare the number with the document; the number of an old identity card is found too.

found-by-number = Personal number
found-by-cancelled-number = Cancelled number
found-by-old-identity-card = Old identity card
found-by-card = Card serial
found-by-name = Name
found-by-folded-name = Name without accents
found-by-other-name = Other or earlier name
found-by-household = Household
found-by-residence = Residence
found-by-merged-record = Merged duplicate record
found-by-typing-error = A letter or two differ
found-by-longer-name = Name has more words
found-by-shorter-name = Name has fewer words
found-by-abbreviated-name = Abbreviated middle name
found-by-word-order = Different word order
found-by-spacing = Different spacing
found-by-less-exact-date = Only month or year on record
found-by-first-of-january = 1 January on record or entered
found-by-swapped-date = Day and month swapped
found-by-other-date = Birth date differs by a digit
