"""The stages, each pure: layers in, one new layer out.

Their order (a test compares it with ``pipeline.STAGES`` and the README)::

    segment    text                                                -> tokens
    encode     tokens, encoder, parallel                           -> signals
    mention    tokens, signals, gazetteer                          -> mentions
    date       tokens, report                                      -> dated
    time       tokens, dated                                       -> times
    credit     tokens, mentions, dated                             -> credited
    phrase     tokens, mentions                                    -> phrases
    figure     tokens, times, mentions                             -> figures
    attribute  tokens, signals, times                              -> claims
    event      tokens, signals, mentions, phrases, times, figures  -> drafts
    identify   tokens, mentions, phrases, claims, drafts, credited -> actors
    locate     tokens, mentions, claims, drafts, gazetteer         -> places
    relate     tokens, mentions, actors, places                    -> ties
    label      tokens, actors, claims                              -> labels
    assemble   everything                                          -> record
"""
