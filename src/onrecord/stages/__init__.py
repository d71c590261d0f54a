"""The stages, each pure: layers in, one new layer out.

Their order (a test compares it with ``pipeline.STAGES`` and the README)::

    segment    text                              -> tokens
    encode     tokens                            -> signals
    mention    tokens, signals                   -> mentions
    date       tokens, published                 -> times
    figure     tokens, times, mentions           -> figures
    attribute  tokens, signals                   -> claims
    event      tokens, signals, mentions, ...    -> drafts
    identify   tokens, mentions, claims, drafts  -> actors
    locate     tokens, mentions, ...             -> places
    relate     tokens, mentions, actors, places  -> ties
    label      tokens, actors, claims            -> labels
    assemble   everything                        -> record
"""
