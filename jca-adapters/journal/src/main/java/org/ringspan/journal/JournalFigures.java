package org.ringspan.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Figures of a journal. Counters begin with the opening.
 *
 * @param activeBranches branches that aren't prepared
 * @param inDoubtBranches branches that are prepared and not decided
 * @param committingBranches branches that are decided and not finished
 * @param heuristicBranches branches that the transaction manager hasn't forgotten
 * @param parkedIntents intents that wait for an administrator
 * @param oldestOpen when the oldest branch that isn't finished was prepared
 * @param liveBytes bytes that open and parked intents take
 * @param mostLiveBytes bytes that they may take
 * @param fileBytes bytes of the journal's files on the disk
 * @param committed branches that were finished
 * @param carriedOut intents that were carried out
 * @param unavailable attempts for which the remote system was unavailable
 * @param failed attempts that ended by an exception
 * @param forces how often the file was forced to the disk
 * @param forcedRecords records that were forced with them
 * @param meanForce mean time of a force
 * @param longestForce longest time of a force
 */
public record JournalFigures(
    int activeBranches,
    int inDoubtBranches,
    int committingBranches,
    int heuristicBranches,
    int parkedIntents,
    Optional<Instant> oldestOpen,
    long liveBytes,
    long mostLiveBytes,
    long fileBytes,
    long committed,
    long carriedOut,
    long unavailable,
    long failed,
    long forces,
    long forcedRecords,
    Duration meanForce,
    Duration longestForce) {}
