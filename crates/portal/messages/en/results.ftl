results-count = { $count ->
    [one] One person found
   *[other] { $count } people found
 }
results-more = The { $count } best matches
results-none = Nobody found
results-looked-for = Searched for:
results-again = Search again
results-table = People found, best match first
results-residence-today = Lives today in
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
found-by-name = Name
found-by-folded-name = Name without accents
found-by-similar-name = Similar name
found-by-mistaken-name = Corrected name
