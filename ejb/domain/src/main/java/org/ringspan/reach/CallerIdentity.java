package org.ringspan.reach;

import java.util.Optional;

/**
 * Who calls, as it is shown.
 *
 * @param displayName empty when there is none
 * @param number a telephone number or user name; absent when none is usable
 * @param isPrivate whether the caller withholds it (RFC 3323, RFC 3325)
 */
public record CallerIdentity(String displayName, Optional<String> number, boolean isPrivate) {}
