import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.ArrayList;
import javax.transaction.xa.XAResource;
import org.ringspan.journal.Attempt;
import org.ringspan.journal.EncodedIntent;
import org.ringspan.journal.IntentCodec;
import org.ringspan.journal.IntentJournal;
import org.ringspan.journal.JournalSettings;
import org.ringspan.journal.Outcome;
import org.ringspan.journal.RemoteObject;
import org.ringspan.journal.branch.BranchXid;
import org.ringspan.journal.engine.DurableIntentJournal;

/** Transactions of three intents on objects of their own, to a remote side that takes no time. */
public final class PrepareAndCommit {

  private static final class Text implements IntentCodec<String> {
    @Override
    public EncodedIntent encode(String intent) {
      return new EncodedIntent(1, intent.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public String decode(EncodedIntent encoded) {
      return new String(encoded.bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public RemoteObject objectOf(String intent) {
      return new RemoteObject(intent.substring(0, intent.indexOf(' ')));
    }

    @Override
    public String describe(String intent) {
      return "a change of an object";
    }
  }

  private record Measured(long[] prepare, long[] commit) {}

  /** Arguments: directory, threads, seconds. */
  public static void main(String[] arguments) throws Exception {
    var directory = Path.of(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    Files.createDirectories(directory);
    try (IntentJournal<String> journal =
        DurableIntentJournal.open(
            JournalSettings.in(directory), new Text(), (Attempt a, String i) -> Outcome.done())) {
      run(journal, threads, Duration.ofSeconds(Math.max(1, seconds / 4)), "w");
      var before = journal.figures();
      long begun = System.nanoTime();
      var measured = run(journal, threads, Duration.ofSeconds(seconds), "m");
      double took = (System.nanoTime() - begun) / 1e9;
      var after = journal.figures();
      long forces = after.forces() - before.forces();
      System.out.printf(
          "threads=%d transactions_s=%.0f prepare_p50_us=%d prepare_p99_us=%d commit_p50_us=%d"
              + " commit_p99_us=%d forces_s=%.0f records_a_force=%.1f mean_force_us=%d%n",
          threads,
          measured.prepare.length / took,
          percentile(measured.prepare, 50),
          percentile(measured.prepare, 99),
          percentile(measured.commit, 50),
          percentile(measured.commit, 99),
          forces / took,
          (double) (after.forcedRecords() - before.forcedRecords()) / Math.max(1, forces),
          after.meanForce().toNanos() / 1000);
    }
  }

  private static long percentile(long[] nanos, int percent) {
    return nanos[(int) Math.min(nanos.length - 1, (long) nanos.length * percent / 100)] / 1000;
  }

  private static Measured run(
      IntentJournal<String> journal, int threads, Duration time, String name) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    var prepares = new ArrayList<long[]>();
    var commits = new ArrayList<long[]>();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var results = new ArrayList<Future<Measured>>();
      for (int thread = 0; thread < threads; thread++) {
        var own = name + thread;
        results.add(pool.submit(() -> one(journal, own, end)));
      }
      for (var result : results) {
        prepares.add(result.get().prepare);
        commits.add(result.get().commit);
      }
    }
    return new Measured(sorted(prepares), sorted(commits));
  }

  private static long[] sorted(ArrayList<long[]> all) {
    return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
  }

  private static Measured one(IntentJournal<String> journal, String name, long end)
      throws Exception {
    var session = journal.session();
    var xa = session.xaResource();
    long[] prepare = new long[400_000];
    long[] commit = new long[400_000];
    int count = 0;
    for (long now = System.nanoTime(); now < end && count < prepare.length; count++) {
      var xid = BranchXid.of(1, (name + "-" + count).getBytes("US-ASCII"), new byte[] {1});
      xa.start(xid, XAResource.TMNOFLAGS);
      for (int intent = 0; intent < 3; intent++) {
        session.enqueue("cn=" + name + "." + intent + ",dc=example " + "x".repeat(150));
      }
      xa.end(xid, XAResource.TMSUCCESS);
      long begun = System.nanoTime();
      xa.prepare(xid);
      long prepared = System.nanoTime();
      xa.commit(xid, false);
      now = System.nanoTime();
      prepare[count] = prepared - begun;
      commit[count] = now - prepared;
    }
    return new Measured(Arrays.copyOf(prepare, count), Arrays.copyOf(commit, count));
  }
}
