package org.ringspan.identity;

import org.ringspan.address.UserId;

/**
 * Somebody who has come in.
 *
 * @param name the full name; whatever its owner has chosen
 */
public record Account(UserId id, String name, Role role) {}
