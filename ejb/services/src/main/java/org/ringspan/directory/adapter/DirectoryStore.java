package org.ringspan.directory.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.cluster.NodeRun;
import org.ringspan.cluster.boundary.Cluster;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.DirectoryLink;
import org.ringspan.directory.DirectoryRun;
import org.ringspan.directory.DirectoryRun.Counts;
import org.ringspan.directory.DirectoryRun.Kind;
import org.ringspan.directory.DirectoryRun.Phase;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.Field;
import org.ringspan.directory.Following;
import org.ringspan.directory.RunLine;
import org.ringspan.directory.boundary.SettingsJson;
import org.ringspan.identity.Actor;

/** What the connector keeps: settings, who comes from the directory, and its runs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class DirectoryStore {
  /** Runs that are remembered. */
  private static final int REMEMBERED = 100;

  /** The same of changes, which are many and short. */
  private static final int REMEMBERED_CHANGES = 1000;

  /** Lines of a run that are remembered. */
  private static final int MOST_LINES = 20_000;

  private static final int LONGEST_FAILURE = 2000;
  private static final String SETTING_COLUMNS =
      "bases, filter, login_attribute, name_attribute, mail_attribute, number_attribute,"
          + " did_attribute, mobile_attribute, most_deactivated, write_numbers, daily_at, follow,"
          + " avatar_attribute, group_names, only_members";
  private static final String RUN_COLUMNS =
      "id, started_at, ended_at, started_by, dry_run, phase, people, created, updated, deactivated,"
          + " reactivated, unchanged, left_out, refused, failure, written, kind";

  /** Users or objects that are looked for by one statement. */
  private static final int AT_ONCE = 500;

  private static final String LINKS =
      "select l.object_id, u.login, l.deactivated from directory_link l"
          + " join app_user u on u.id = l.user_id";

  @PersistenceContext private EntityManager tables;
  @Inject private AuditTrail trail;
  @Inject private Clock clock;
  @Inject private Cluster cluster;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DirectoryStore() {}

  /** On some tables, in the transaction of the caller. */
  DirectoryStore(EntityManager tables, AuditTrail trail, Clock clock, Cluster cluster) {
    this.tables = tables;
    this.trail = trail;
    this.clock = clock;
    this.cluster = cluster;
  }

  public Optional<DirectorySettings> settings() {
    return rows("select " + SETTING_COLUMNS + " from directory_setting").stream()
        .findFirst()
        .map(DirectoryStore::settings);
  }

  private static DirectorySettings settings(Object[] row) {
    Map<Field, String> attributes = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      String attribute = (String) row[2 + field.ordinal()];
      if (attribute != null) {
        attributes.put(field, attribute);
      }
    }
    return new DirectorySettings(
        ((String) row[0]).lines().toList(),
        (String) row[1],
        attributes,
        ((Number) row[8]).intValue(),
        (Boolean) row[9],
        Optional.ofNullable((String) row[10]).map(LocalTime::parse),
        (Boolean) row[11],
        Optional.ofNullable((String) row[12]),
        new DirectorySettings.Groups(((String) row[13]).lines().toList(), (Boolean) row[14]));
  }

  /** Keeps settings, with a line of the trail. */
  public void save(Actor actor, DirectorySettings settings) {
    Optional<DirectorySettings> before = settings();
    List<?> organisation = tables.createNativeQuery("select id from organisation").getResultList();
    if (organisation.isEmpty()) {
      throw new ConfigurationRefused(
          Reason.NOT_ALLOWED, "there is no organisation yet: set up the server first");
    }
    execute("delete from directory_setting");
    Query insert =
        tables.createNativeQuery(
            "insert into directory_setting (organisation_id, "
                + SETTING_COLUMNS
                + ") values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
    insert.setParameter(1, organisation.getFirst());
    insert.setParameter(2, String.join("\n", settings.bases()));
    insert.setParameter(3, settings.filter());
    for (Field field : Field.values()) {
      text(insert, 4 + field.ordinal(), settings.attributes().get(field));
    }
    insert.setParameter(10, settings.mostDeactivated());
    insert.setParameter(11, settings.writeNumbers());
    text(insert, 12, settings.dailyAt().map(LocalTime::toString).orElse(null));
    insert.setParameter(13, settings.follow());
    text(insert, 14, settings.avatar().orElse(null));
    insert.setParameter(15, String.join("\n", settings.groups().names()));
    insert.setParameter(16, settings.groups().onlyMembers());
    insert.executeUpdate();
    // What was read so far was read by other settings.
    execute("delete from directory_following");
    trail.add(
        new AuditEntry(
            0,
            clock.instant(),
            actor.name(),
            actor.source(),
            before.isPresent() ? "REPLACE" : "CREATE",
            "DIRECTORY",
            "directory",
            before.map(it -> SettingsJson.of(it).toString()),
            Optional.of(SettingsJson.of(settings).toString()),
            Optional.empty()));
  }

  /** Null has no type of its own that PostgreSQL would guess. */
  private static void text(Query query, int place, @Nullable String value) {
    query
        .unwrap(org.hibernate.query.NativeQuery.class)
        .setParameter(place, value, org.hibernate.type.StandardBasicTypes.STRING);
  }

  public List<DirectoryLink> links() {
    return rows(LINKS + " order by l.object_id").stream().map(DirectoryStore::link).toList();
  }

  /** Those of some objects. */
  public List<DirectoryLink> linksOf(Collection<DirectoryId> objects) {
    return links(
        " where l.object_id in (?1)", objects.stream().map(DirectoryId::value).distinct().toList());
  }

  /** Those of some users. */
  public List<DirectoryLink> linksOfUsers(Collection<UserId> users) {
    return links(" where u.login in (?1)", users.stream().map(UserId::value).distinct().toList());
  }

  private List<DirectoryLink> links(String which, List<String> keys) {
    List<DirectoryLink> found = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += AT_ONCE) {
      Query query = tables.createNativeQuery(LINKS + which);
      query.setParameter(1, keys.subList(from, Math.min(keys.size(), from + AT_ONCE)));
      typed(query).forEach(row -> found.add(link(row)));
    }
    return found;
  }

  private static DirectoryLink link(Object[] row) {
    return new DirectoryLink(
        new DirectoryId((String) row[0]), new UserId((String) row[1]), (Boolean) row[2]);
  }

  /** How many users of the directory can log in. */
  public int active() {
    return number(
        tables
            .createNativeQuery(
                "select count(*) from directory_link l join app_user u on u.id = l.user_id"
                    + " where u.enabled = true")
            .getSingleResult());
  }

  /**
   * Puts some in the place of others. One of a user who isn't there is left out: the import has
   * refused the user.
   *
   * @param old those that were there, of whom the plan was made
   * @param links what becomes of them
   */
  public void changeLinks(Collection<DirectoryLink> old, Collection<DirectoryLink> links) {
    tables.flush();
    // Each statement looks through all that is managed: with users just imported, n times n.
    tables.clear();
    Set<DirectoryLink> before = new HashSet<>(old);
    Set<DirectoryLink> after = new HashSet<>(links);
    Query delete = tables.createNativeQuery("delete from directory_link where object_id = ?1");
    for (DirectoryLink link : before) {
      if (!after.contains(link)) {
        delete.setParameter(1, link.id().value()).executeUpdate();
      }
    }
    List<DirectoryLink> added = links.stream().filter(link -> !before.contains(link)).toList();
    // Not by login in each insert: H2 looks slowly for rows of a transaction that isn't over.
    Map<String, Long> users = numbers(added.stream().map(link -> link.user().value()).toList());
    Query insert =
        tables.createNativeQuery(
            "insert into directory_link (user_id, object_id, deactivated) values (?1, ?2, ?3)");
    for (DirectoryLink link : added) {
      Long user = users.get(link.user().value());
      if (user != null) {
        insert.setParameter(1, user);
        insert.setParameter(2, link.id().value());
        insert.setParameter(3, link.deactivated());
        insert.executeUpdate();
      }
    }
  }

  /** The numbers of these users in the database, by login. */
  private Map<String, Long> numbers(List<String> logins) {
    Map<String, Long> numbers = new HashMap<>();
    for (int from = 0; from < logins.size(); from += AT_ONCE) {
      List<?> some =
          tables
              .createNativeQuery("select login, id from app_user where login in (?1)")
              .setParameter(1, logins.subList(from, Math.min(logins.size(), from + AT_ONCE)))
              .getResultList();
      for (Object row : some) {
        Object[] cells = (Object[]) row;
        numbers.put((String) cells[0], ((Number) cells[1]).longValue());
      }
    }
    return numbers;
  }

  /** How changes are followed. */
  public Following following() {
    return rows("select bookmark, full_run_wanted, paused, changed_at from directory_following")
        .stream()
        .findFirst()
        .map(
            row ->
                new Following(
                    (String) row[0],
                    (Boolean) row[1],
                    Optional.ofNullable((String) row[2]),
                    Cells.time(row[3])))
        .orElse(Following.NOT_YET);
  }

  /** Keeps how changes are followed. */
  public void follow(Following now) {
    execute("delete from directory_following");
    Query insert =
        tables.createNativeQuery(
            "insert into directory_following"
                + " (organisation_id, bookmark, full_run_wanted, paused, changed_at)"
                + " select organisation_id, ?1, ?2, ?3, ?4 from directory_setting");
    insert.setParameter(1, now.bookmark());
    insert.setParameter(2, now.fullRunWanted());
    text(insert, 3, now.paused().map(why -> cut(why, LONGEST_FAILURE)).orElse(null));
    insert
        .unwrap(org.hibernate.query.NativeQuery.class)
        .setParameter(
            4, now.lastChange().orElse(null), org.hibernate.type.StandardBasicTypes.INSTANT);
    insert.executeUpdate();
  }

  /** A run has read everything: nobody needs another one, and single changes may go on. */
  public void everythingWasRead() {
    execute("update directory_following set full_run_wanted = false, paused = null");
  }

  /** How many users changes have deactivated since a moment. */
  public int deactivatedByChanges(Instant since) {
    Query sum =
        tables.createNativeQuery(
            "select coalesce(sum(deactivated), 0) from directory_run"
                + " where kind = 'CHANGES' and phase = 'DONE' and started_at >= ?1");
    return number(sum.setParameter(1, since).getSingleResult());
  }

  /** Does several things in one transaction. */
  public void together(Runnable things) {
    things.run();
  }

  /** Remembers that a run has begun, and forgets old ones. */
  public void begin(DirectoryRun run) {
    List<?> old =
        tables
            .createNativeQuery(
                "select id from directory_run where kind = ?1 order by started_at desc, id")
            .setParameter(1, run.kind().name())
            .setFirstResult((run.kind() == Kind.FULL ? REMEMBERED : REMEMBERED_CHANGES) - 1)
            .getResultList();
    for (Object id : old) {
      tables
          .createNativeQuery("delete from directory_run where id = ?1")
          .setParameter(1, id)
          .executeUpdate();
    }
    Query insert =
        tables.createNativeQuery(
            "insert into directory_run (id, started_at, started_by, dry_run, phase, people, created,"
                + " updated, deactivated, reactivated, unchanged, left_out, refused, written, kind,"
                + " node, run) values (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?6, ?7, ?8)");
    insert.setParameter(1, run.id());
    insert.setParameter(2, run.started());
    insert.setParameter(3, run.by());
    insert.setParameter(4, run.dryRun());
    insert.setParameter(5, run.phase().name());
    insert.setParameter(6, run.kind().name());
    insert.setParameter(7, cluster.self().node());
    insert.setParameter(8, cluster.self().run());
    insert.executeUpdate();
  }

  /** Remembers how a run has ended, and its report. */
  public void end(DirectoryRun run, List<RunLine> report) {
    Query update =
        tables.createNativeQuery(
            "update directory_run set ended_at = ?2, phase = ?3, people = ?4, created = ?5, updated = ?6,"
                + " deactivated = ?7, reactivated = ?8, unchanged = ?9, left_out = ?10, refused = ?11,"
                + " failure = ?12, written = ?13 where id = ?1");
    Counts counts = run.counts();
    update.setParameter(1, run.id());
    update.setParameter(2, run.ended().orElseThrow());
    update.setParameter(3, run.phase().name());
    update.setParameter(4, run.people());
    update.setParameter(5, counts.created());
    update.setParameter(6, counts.updated());
    update.setParameter(7, counts.deactivated());
    update.setParameter(8, counts.reactivated());
    update.setParameter(9, counts.unchanged());
    update.setParameter(10, counts.leftOut());
    update.setParameter(11, counts.refused());
    text(update, 12, run.failure().map(why -> cut(why, LONGEST_FAILURE)).orElse(null));
    update.setParameter(13, counts.written());
    update.executeUpdate();
    Query insert =
        tables.createNativeQuery(
            "insert into directory_run_line (run_id, line, action, login, entry, remarks, detail)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    for (RunLine line : report.subList(0, Math.min(report.size(), MOST_LINES))) {
      insert.setParameter(1, run.id());
      insert.setParameter(2, line.number());
      insert.setParameter(3, line.action().name());
      insert.setParameter(4, line.login());
      insert.setParameter(5, line.entry());
      insert.setParameter(6, String.join(",", line.remarks()));
      insert.setParameter(7, line.detail());
      insert.executeUpdate();
    }
  }

  /**
   * Says of runs that nobody carries out any more that they were cut off: those of this node's
   * earlier starts, and of nodes that aren't there or are lost.
   */
  public int cutOff(Instant before) {
    Query unfinished =
        tables.createNativeQuery(
            "select id, node, run from directory_run"
                + " where ended_at is null and started_at < ?1");
    int cut = 0;
    for (Object[] run : typed(unfinished.setParameter(1, before))) {
      if (!isCarriedOut((String) run[1], (Number) run[2])) {
        cut +=
            tables
                .createNativeQuery(
                    "update directory_run set ended_at = ?1, phase = ?2"
                        + " where id = ?3 and ended_at is null")
                .setParameter(1, clock.instant())
                .setParameter(2, Phase.CUT_OFF.name())
                .setParameter(3, run[0])
                .executeUpdate();
      }
    }
    return cut;
  }

  /** A node that was started anew cuts off itself what its earlier start has left. */
  private boolean isCarriedOut(@Nullable String node, @Nullable Number run) {
    if (node == null || run == null) {
      return false;
    }
    return cluster.self().equals(new NodeRun(node, run.longValue())) || isOther(node);
  }

  private boolean isOther(String node) {
    return cluster.members().stream()
        .anyMatch(member -> member.lives() && !member.self() && member.node().equals(node));
  }

  /** Says of the runs of a node that is lost that they were cut off. */
  public int cutOffRunsOf(NodeRun lost) {
    return tables
        .createNativeQuery(
            "update directory_run set ended_at = ?1, phase = ?2"
                + " where ended_at is null and node = ?3 and run <= ?4")
        .setParameter(1, clock.instant())
        .setParameter(2, Phase.CUT_OFF.name())
        .setParameter(3, lost.node())
        .setParameter(4, lost.run())
        .executeUpdate();
  }

  /** Whether a full run of another node goes on. */
  public boolean runsElsewhere() {
    Query unfinished =
        tables.createNativeQuery(
            "select id, node, run from directory_run where ended_at is null and kind = 'FULL'");
    return typed(unfinished).stream().anyMatch(run -> run[1] != null && isOther((String) run[1]));
  }

  /** The last runs, of one kind or of both. */
  public List<DirectoryRun> runs(Optional<Kind> kind, int most) {
    Query select =
        tables.createNativeQuery(
            "select "
                + RUN_COLUMNS
                + " from directory_run"
                + (kind.isPresent() ? " where kind = ?1" : "")
                + " order by started_at desc, id");
    kind.ifPresent(it -> select.setParameter(1, it.name()));
    return typed(select.setMaxResults(most)).stream().map(DirectoryStore::run).toList();
  }

  public Optional<DirectoryRun> run(String id) {
    List<Object[]> found =
        typed(
            tables
                .createNativeQuery("select " + RUN_COLUMNS + " from directory_run where id = ?1")
                .setParameter(1, id));
    return found.stream().findFirst().map(DirectoryStore::run);
  }

  private static DirectoryRun run(Object[] row) {
    return new DirectoryRun(
        (String) row[0],
        Kind.valueOf((String) row[16]),
        (String) row[3],
        (Boolean) row[4],
        Phase.valueOf((String) row[5]),
        number(row[6]),
        new Counts(
            number(row[7]),
            number(row[8]),
            number(row[9]),
            number(row[10]),
            number(row[11]),
            number(row[12]),
            number(row[13]),
            number(row[15])),
        Optional.ofNullable((String) row[14]),
        Cells.time(row[1]).orElseThrow(),
        Cells.time(row[2]));
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) : text;
  }

  private static int number(Object cell) {
    return ((Number) cell).intValue();
  }

  public List<RunLine> lines(String run, int after, Optional<RunLine.Action> action, int most) {
    Query select =
        tables.createNativeQuery(
            "select line, action, login, entry, remarks, detail from directory_run_line"
                + " where run_id = ?1 and line > ?2"
                + (action.isPresent() ? " and action = ?3" : "")
                + " order by line");
    select.setParameter(1, run);
    select.setParameter(2, after);
    action.ifPresent(it -> select.setParameter(3, it.name()));
    return typed(select.setMaxResults(most)).stream().map(DirectoryStore::line).toList();
  }

  private static RunLine line(Object[] row) {
    String remarks = (String) row[4];
    return new RunLine(
        number(row[0]),
        RunLine.Action.valueOf((String) row[1]),
        (String) row[2],
        (String) row[3],
        remarks.isEmpty() ? List.of() : List.of(remarks.split(",", -1)),
        (String) row[5]);
  }

  private List<Object[]> rows(String sql) {
    return typed(tables.createNativeQuery(sql));
  }

  @SuppressWarnings("unchecked") // Several columns are an array.
  private static List<Object[]> typed(Query query) {
    return query.getResultList();
  }

  private void execute(String sql) {
    tables.createNativeQuery(sql).executeUpdate();
  }
}
