package org.ringspan.directory;

import org.ringspan.address.UserId;

/**
 * A user who comes from the directory.
 *
 * @param deactivated whether it was the connector that took the user's login away, so that the
 *     connector may give it back
 */
public record DirectoryLink(DirectoryId id, UserId user, boolean deactivated) {}
