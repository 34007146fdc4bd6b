package org.ringspan.sip.wire;

import java.util.Locale;

/** Prints what judging one message costs; run it by its main method. */
public final class ValidationCost {

  private static final int ROUNDS = 300_000;

  private ValidationCost() {}

  /** Judges each sample 300,000 times, five times over. */
  public static void main(String[] arguments) {
    MessageValidation validation = new MessageValidation(WireLimits.defaults());
    String[] samples = {
      Sample.INVITE, Sample.OK, Sample.REGISTER, Sample.INVITE.replace("To: <", "To: \"<")
    };
    for (int run = 0; run < 5; run++) {
      for (String sample : samples) {
        byte[] octets = Sample.octets(sample);
        long start = System.nanoTime();
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
          accepted += validation.judge(octets, Transport.UDP) instanceof Verdict.Accept ? 1 : 0;
        }
        double micros = (System.nanoTime() - start) / 1000.0 / ROUNDS;
        System.out.printf(
            Locale.ROOT,
            "%s, %d octets, %s: %.2f µs%n",
            sample.substring(0, sample.indexOf('\r')),
            octets.length,
            accepted > 0 ? "accepted" : "refused",
            micros);
      }
    }
  }
}
