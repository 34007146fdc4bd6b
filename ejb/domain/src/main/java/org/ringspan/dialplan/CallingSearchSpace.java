package org.ringspan.dialplan;

/** A search space that is configured under a name. */
public record CallingSearchSpace(SearchSpaceName name, SearchSpace space) {}
