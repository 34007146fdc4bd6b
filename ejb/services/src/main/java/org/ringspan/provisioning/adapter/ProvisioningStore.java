package org.ringspan.provisioning.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.query.NativeQuery;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.identity.Actor;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.provisioning.Link;
import org.ringspan.provisioning.ProvisioningRun;
import org.ringspan.provisioning.ProvisioningRun.Phase;
import org.ringspan.provisioning.ReportLine;
import org.ringspan.provisioning.Step.Action;
import org.ringspan.provisioning.Target;
import org.ringspan.provisioning.ThingKind;
import org.ringspan.provisioning.boundary.TargetJson;

/** What is kept of provisioning: the target, whom it was told, and the runs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class ProvisioningStore {
  private static final int REMEMBERED = 100;
  private static final int LONGEST_FAILURE = 2000;
  private static final int LONGEST_DETAIL = 1000;
  private static final String PURPOSE = "provisioning secret ";
  private static final String KIND = "PROVISIONING";
  private static final String NAME = "target";
  private static final String RUN =
      "select id, started_by, dry_run, phase, created, updated, deactivated, reactivated, removed,"
          + " refused, unchanged, failure, started_at, ended_at from provisioning_run";

  /** The actions in the order of their columns. */
  private static final List<Action> COUNTED =
      List.of(
          Action.CREATE,
          Action.UPDATE,
          Action.DEACTIVATE,
          Action.REACTIVATE,
          Action.REMOVE,
          Action.REFUSE);

  @PersistenceContext private EntityManager tables;
  @Inject private AuditTrail trail;
  @Inject private SecretBox box;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ProvisioningStore() {}

  /** On some tables, in the transaction of the caller. */
  ProvisioningStore(EntityManager tables, AuditTrail trail, SecretBox box, Clock clock) {
    this.tables = tables;
    this.trail = trail;
    this.box = box;
    this.clock = clock;
  }

  public Optional<Target> target() {
    return rows(
            tables.createNativeQuery(
                "select address, token_address, client, with_groups, most_deactivated, daily_at"
                    + " from provisioning_target"))
        .stream()
        .findFirst()
        .map(
            row ->
                new Target(
                    (String) row[0],
                    Optional.ofNullable((String) row[1]),
                    Optional.ofNullable((String) row[2]),
                    (Boolean) row[3],
                    number(row[4]),
                    Optional.ofNullable((String) row[5]).map(LocalTime::parse)));
  }

  /** Keeps a target, with a line of the trail. */
  public void save(Actor actor, Target target) {
    Optional<Target> before = target();
    List<?> organisation = tables.createNativeQuery("select id from organisation").getResultList();
    if (organisation.isEmpty()) {
      throw new ConfigurationRefused(
          Reason.NOT_ALLOWED, "there is no organisation yet: set up the server first");
    }
    boolean samePlace =
        before
            .filter(
                it ->
                    it.address().equals(target.address())
                        && it.tokenAddress().equals(target.tokenAddress()))
            .isPresent();
    Optional<String> secret = samePlace ? sealed() : Optional.empty();
    if (before.filter(it -> !it.address().equals(target.address())).isPresent()) {
      execute("delete from provisioning_link");
      execute("delete from provisioning_member");
    }
    execute("delete from provisioning_target");
    Query insert =
        tables.createNativeQuery(
            "insert into provisioning_target (organisation_id, address, token_address, client,"
                + " with_groups, most_deactivated, daily_at, secret)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    insert.setParameter(1, organisation.getFirst());
    insert.setParameter(2, target.address());
    text(insert, 3, target.tokenAddress().orElse(null));
    text(insert, 4, target.client().orElse(null));
    insert.setParameter(5, target.groups());
    insert.setParameter(6, target.mostDeactivated());
    text(insert, 7, target.dailyAt().map(LocalTime::toString).orElse(null));
    text(insert, 8, secret.orElse(null));
    insert.executeUpdate();
    tell(
        actor,
        before.isPresent() ? "REPLACE" : "CREATE",
        before.map(it -> TargetJson.of(it).toString()),
        Optional.of(TargetJson.of(target).toString()));
  }

  /** Forgets the target and whom it was told. */
  public boolean remove(Actor actor) {
    Optional<Target> before = target();
    execute("delete from provisioning_target");
    execute("delete from provisioning_link");
    execute("delete from provisioning_member");
    before.ifPresent(
        it -> tell(actor, "DELETE", Optional.of(TargetJson.of(it).toString()), Optional.empty()));
    return before.isPresent();
  }

  public boolean hasSecret() {
    return sealed().isPresent();
  }

  private Optional<String> sealed() {
    return tables
        .createNativeQuery("select secret from provisioning_target where secret is not null")
        .getResultList()
        .stream()
        .findFirst()
        .map(cell -> (String) cell);
  }

  /** Keeps the secret of the target that is there. */
  public void saveSecret(Actor actor, String secret) {
    Target target =
        target()
            .orElseThrow(
                () ->
                    new ConfigurationRefused(Reason.NOT_ALLOWED, "say first where the service is"));
    byte[] sealed = box.seal(secret.getBytes(StandardCharsets.UTF_8), purpose(target));
    tables
        .createNativeQuery("update provisioning_target set secret = ?1")
        .setParameter(1, Base64.getEncoder().encodeToString(sealed))
        .executeUpdate();
    tell(actor, "PASSWORD", Optional.empty(), Optional.empty());
  }

  /**
   * The secret of a target.
   *
   * @throws ConfigurationRefused when there is none, or it was sealed with another key
   */
  public String secret(Target target) {
    String sealed =
        sealed()
            .orElseThrow(
                () ->
                    new ConfigurationRefused(
                        Reason.NOT_ALLOWED, "the service's secret is missing"));
    try {
      return new String(
          box.open(Base64.getDecoder().decode(sealed), purpose(target)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ConfigurationRefused(
          Reason.NOT_ALLOWED, "the service's secret was sealed with another key: set it again");
    }
  }

  /** It opens only for where it was meant to go. */
  private static String purpose(Target target) {
    return PURPOSE + target.tokenAddress().orElse(target.address());
  }

  private void tell(Actor actor, String action, Optional<String> before, Optional<String> after) {
    var unused =
        trail.add(
            new AuditEntry(
                0,
                clock.instant(),
                actor.name(),
                actor.source(),
                action,
                KIND,
                NAME,
                before,
                after,
                Optional.empty()));
  }

  public List<Link> links() {
    return rows(
            tables.createNativeQuery(
                "select kind, local_id, remote_id, name, mark, active from provisioning_link"
                    + " order by kind, local_id"))
        .stream()
        .map(
            row ->
                new Link(
                    ThingKind.valueOf((String) row[0]),
                    ((Number) row[1]).longValue(),
                    (String) row[2],
                    (String) row[3],
                    (String) row[4],
                    (Boolean) row[5]))
        .toList();
  }

  /** Notes what the service was told, at once: a run that is cut off has done what it has done. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void link(Link link) {
    forget(link.kind(), link.id());
    tables
        .createNativeQuery(
            "insert into provisioning_link (kind, local_id, remote_id, name, mark, active)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6)")
        .setParameter(1, link.kind().name())
        .setParameter(2, link.id())
        .setParameter(3, link.remoteId())
        .setParameter(4, link.name())
        .setParameter(5, link.mark())
        .setParameter(6, link.active())
        .executeUpdate();
  }

  /** Notes that the service has it no more. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void unlink(ThingKind kind, long id) {
    forget(kind, id);
    tables
        .createNativeQuery(
            "delete from provisioning_member where "
                + (kind == ThingKind.GROUP ? "group_id" : "user_id")
                + " = ?1")
        .setParameter(1, id)
        .executeUpdate();
  }

  /** Who it was told to be in a group. */
  public Set<Long> members(long group) {
    Set<Long> members = new TreeSet<>();
    tables
        .createNativeQuery("select user_id from provisioning_member where group_id = ?1")
        .setParameter(1, group)
        .getResultList()
        .forEach(cell -> members.add(((Number) cell).longValue()));
    return members;
  }

  /** Notes who it was told to be in a group, and who no more. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void members(long group, Collection<Long> added, Collection<Long> removed) {
    Query delete =
        tables.createNativeQuery(
            "delete from provisioning_member where group_id = ?1 and user_id = ?2");
    removed.forEach(user -> delete.setParameter(1, group).setParameter(2, user).executeUpdate());
    Query insert =
        tables.createNativeQuery(
            "insert into provisioning_member (group_id, user_id) values (?1, ?2)");
    added.forEach(user -> insert.setParameter(1, group).setParameter(2, user).executeUpdate());
  }

  private void forget(ThingKind kind, long id) {
    tables
        .createNativeQuery("delete from provisioning_link where kind = ?1 and local_id = ?2")
        .setParameter(1, kind.name())
        .setParameter(2, id)
        .executeUpdate();
  }

  /** Remembers that a run has begun, and forgets old ones. */
  public void begin(ProvisioningRun run) {
    List<?> old =
        tables
            .createNativeQuery("select id from provisioning_run order by started_at desc, id")
            .setFirstResult(REMEMBERED - 1)
            .getResultList();
    for (Object id : old) {
      tables
          .createNativeQuery("delete from provisioning_run where id = ?1")
          .setParameter(1, id)
          .executeUpdate();
    }
    tables
        .createNativeQuery(
            "insert into provisioning_run (id, started_at, started_by, dry_run, phase, created,"
                + " updated, deactivated, reactivated, removed, refused, unchanged)"
                + " values (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, 0, 0, 0)")
        .setParameter(1, run.id())
        .setParameter(2, run.started())
        .setParameter(3, run.by())
        .setParameter(4, run.dryRun())
        .setParameter(5, run.phase().name())
        .executeUpdate();
  }

  /** Remembers how a run has ended, and its report. */
  public void end(ProvisioningRun run, List<ReportLine> report) {
    Query update =
        tables.createNativeQuery(
            "update provisioning_run set phase = ?2, ended_at = ?3, created = ?4, updated = ?5,"
                + " deactivated = ?6, reactivated = ?7, removed = ?8, refused = ?9, unchanged = ?10,"
                + " failure = ?11 where id = ?1");
    update.setParameter(1, run.id());
    update.setParameter(2, run.phase().name());
    update.setParameter(3, run.ended().orElseThrow());
    int place = 4;
    for (Action action : COUNTED) {
      update.setParameter(place++, run.count(action));
    }
    update.setParameter(place++, run.unchanged());
    text(update, place, run.failure().map(why -> cut(why, LONGEST_FAILURE)).orElse(null));
    update.executeUpdate();
    Query insert =
        tables.createNativeQuery(
            "insert into provisioning_run_line (run_id, line, action, kind, name, detail)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6)");
    for (ReportLine line : report) {
      insert.setParameter(1, run.id());
      insert.setParameter(2, line.number());
      insert.setParameter(3, line.action().name());
      insert.setParameter(4, line.kind().name());
      insert.setParameter(5, line.name());
      insert.setParameter(6, cut(line.detail(), LONGEST_DETAIL));
      insert.executeUpdate();
    }
  }

  /** Says of runs that nobody carries out any more that they were cut off. */
  public int cutOff() {
    return tables
        .createNativeQuery(
            "update provisioning_run set ended_at = ?1, phase = ?2 where ended_at is null")
        .setParameter(1, clock.instant())
        .setParameter(2, Phase.CUT_OFF.name())
        .executeUpdate();
  }

  /** What monitoring is shown. */
  public ProvisioningFigures.Stored figures() {
    Map<ThingKind, Long> there = new EnumMap<>(ThingKind.class);
    rows(tables.createNativeQuery(
            "select kind, count(*) from provisioning_link where active = true group by kind"))
        .forEach(
            row -> there.put(ThingKind.valueOf((String) row[0]), ((Number) row[1]).longValue()));
    @Nullable Object last =
        tables
            .createNativeQuery(
                "select max(ended_at) from provisioning_run where phase = ?1 and dry_run = false")
            .setParameter(1, Phase.DONE.name())
            .getSingleResult();
    return new ProvisioningFigures.Stored(there, time(last));
  }

  public List<ProvisioningRun> runs(int most) {
    return rows(tables.createNativeQuery(RUN + " order by started_at desc, id").setMaxResults(most))
        .stream()
        .map(ProvisioningStore::run)
        .toList();
  }

  public Optional<ProvisioningRun> run(String id) {
    return rows(tables.createNativeQuery(RUN + " where id = ?1").setParameter(1, id)).stream()
        .findFirst()
        .map(ProvisioningStore::run);
  }

  private static ProvisioningRun run(Object[] row) {
    Map<Action, Integer> counts = new EnumMap<>(Action.class);
    int place = 4;
    for (Action action : COUNTED) {
      counts.put(action, number(row[place++]));
    }
    return new ProvisioningRun(
        (String) row[0],
        (String) row[1],
        (Boolean) row[2],
        Phase.valueOf((String) row[3]),
        counts,
        number(row[10]),
        Optional.ofNullable((String) row[11]),
        time(row[12]).orElseThrow(),
        time(row[13]));
  }

  public List<ReportLine> lines(String run, int after, int most) {
    return rows(
            tables
                .createNativeQuery(
                    "select line, action, kind, name, detail from provisioning_run_line"
                        + " where run_id = ?1 and line > ?2 order by line")
                .setParameter(1, run)
                .setParameter(2, after)
                .setMaxResults(most))
        .stream()
        .map(
            row ->
                new ReportLine(
                    number(row[0]),
                    Action.valueOf((String) row[1]),
                    ThingKind.valueOf((String) row[2]),
                    (String) row[3],
                    (String) row[4]))
        .toList();
  }

  private void execute(String sql) {
    var unused = tables.createNativeQuery(sql).executeUpdate();
  }

  @SuppressWarnings("unchecked")
  private static List<Object[]> rows(Query query) {
    return query.getResultList();
  }

  private static int number(Object cell) {
    return ((Number) cell).intValue();
  }

  private static Optional<Instant> time(@Nullable Object cell) {
    return switch (cell) {
      case null -> Optional.empty();
      case Instant instant -> Optional.of(instant);
      case java.time.OffsetDateTime time -> Optional.of(time.toInstant());
      case java.sql.Timestamp time -> Optional.of(time.toInstant());
      default -> throw new IllegalStateException("not a time: " + cell.getClass());
    };
  }

  /** Null has no type of its own that PostgreSQL would guess. */
  private static void text(Query query, int place, @Nullable String value) {
    query.unwrap(NativeQuery.class).setParameter(place, value, StandardBasicTypes.STRING);
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) : text;
  }
}
