package org.ringspan.journal;

/**
 * Carries out an adapter's intents on the remote system.
 *
 * @param <I> the adapter's intents
 */
public interface IntentExecutor<I> {

  /**
   * Checks what can be known when the intent is enqueued: form, limits, what the remote system is
   * known never to take. Its answer goes to the caller, who can still do otherwise; after prepare
   * nobody can. Must not write.
   *
   * @throws InvalidIntentException when the intent can't succeed
   */
  default void check(I intent) {}

  /**
   * Makes it so. Compares with what is there and writes only the difference. Waits for the remote
   * system a bounded time. Called by several threads at once, never for the same object.
   *
   * <p>Whatever it throws counts as a failed attempt; after {@link JournalSettings#attempts} of
   * them the intent is parked. The text of what it throws is logged and shown to administrators as
   * its class only.
   *
   * @param attempt which one this is, and its key
   */
  Outcome carryOut(Attempt attempt, I intent);
}
