package org.ringspan.callcontrol;

import java.util.Optional;
import org.ringspan.reach.boundary.ReachService;
import org.ringspan.trunk.TrunkChannels;

/**
 * What every call needs of the world.
 *
 * @param calls the book of live calls
 * @param invites makes INVITEs
 * @param timers runs timers
 * @param redirects knows where a phone's 3xx leads
 * @param moves knows where calls move to
 * @param media what moves the media of calls that need it
 * @param questions has the questions of dialogues answered
 * @param channels counts the calls on each trunk; absent when no trunk has a limit
 * @param parks knows which call is parked where
 * @param reach counts what members of hunt groups have taken
 */
record CallEnvironment(
    LiveCalls calls,
    LegInvites invites,
    CallTimers timers,
    Redirects redirects,
    CallMoves moves,
    MediaEngines media,
    VoiceQuestions questions,
    Optional<TrunkChannels> channels,
    ParkPlaces parks,
    ReachService reach) {}
