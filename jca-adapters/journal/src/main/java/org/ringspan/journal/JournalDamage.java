package org.ringspan.journal;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Damage in a journal file.
 *
 * @param foundAt when it was found
 * @param keptAt a copy of the damaged file
 * @param description what is damaged and what that means, in words
 */
public record JournalDamage(Instant foundAt, Path keptAt, String description) {}
