package org.ringspan.directory.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.ringspan.activedirectory.Bookmark;
import org.ringspan.activedirectory.DirectoryChange;
import org.ringspan.activedirectory.DirectoryPage;
import org.ringspan.activedirectory.ObjectGuid;
import org.ringspan.cluster.boundary.Cluster;
import org.ringspan.cluster.boundary.Cluster.Permit;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.directory.DirectoryEvent;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.DirectoryLink;
import org.ringspan.directory.DirectoryPerson;
import org.ringspan.directory.DirectoryPlan;
import org.ringspan.directory.DirectoryRules;
import org.ringspan.directory.DirectoryRun.Kind;
import org.ringspan.directory.DirectoryRun.Phase;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.Field;
import org.ringspan.directory.Following;
import org.ringspan.directory.KnownUser;
import org.ringspan.directory.RunLine;
import org.ringspan.directory.boundary.DirectoryUnreachable;
import org.ringspan.identity.Actor;

/**
 * Takes changes that the directory tells, page by page:
 *
 * <ol>
 *   <li>Whatever a page tells of an object, the person is read as it is now, and as a run would
 *       read it. An object that isn't found so is gone.
 *   <li>The rules of a run make a plan of them. What it changes, and how far changes were read, are
 *       kept in one transaction.
 *   <li>Changes that would deactivate too many, all of the last day counted, are left where they
 *       are: following pauses until an administrator has let a run do it.
 *   <li>Where changes don't tell enough, everything is read: at the beginning, when the directory
 *       doesn't know how far we were, and after a page that failed too often.
 * </ol>
 */
@ApplicationScoped
public class ChangeFollower {
  private static final Logger LOG = Logger.getLogger(ChangeFollower.class);
  private static final Actor DIRECTORY = new Actor("<directory>", Optional.empty());

  /** Deactivations of this time count together. */
  private static final Duration LATELY = Duration.ofDays(1);

  private static final int LONGEST_ENTRY = 2000;
  private static final int LONGEST_DETAIL = 1000;

  @Inject private DirectoryStore store;
  @Inject private DirectoryRuns runs;
  @Inject private PlanCarrier carrier;
  @Inject private PeopleReader reader;
  @Inject private AvatarReader avatars;
  @Inject private DirectoryEvents events;
  @Inject private Clock clock;
  @Inject private Cluster cluster;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ChangeFollower() {}

  /** Whether changes are to be told now, at this node. */
  boolean wanted() {
    return cluster.leads()
        && store.settings().filter(DirectorySettings::follow).isPresent()
        && store.following().paused().isEmpty()
        && !runs.isBusy();
  }

  /** How far changes were read. */
  Bookmark bookmark() {
    String text = store.following().bookmark();
    try {
      return Bookmark.parse(text);
    } catch (IllegalArgumentException e) {
      LOG.errorf("What was kept of how far changes were read can't be understood: %s", e);
      return Bookmark.NONE;
    }
  }

  /**
   * Takes a page.
   *
   * @throws ConfigurationRefused when nothing of it was taken, and why
   */
  void take(DirectoryPage page) {
    if (page.run().full()) {
      store.follow(store.following().readTo(page.bookmark().text()).wantingFullRun());
      if (!page.more()) {
        beginFullRun();
      }
      return;
    }
    runs.between(permit -> takeChanges(page, permit));
  }

  private void beginFullRun() {
    try {
      var unused = runs.begin(Actor.SYSTEM, false, false);
    } catch (ConfigurationRefused e) {
      // It is wanted still, and begins later.
      LOG.infof("The directory isn't read as a whole yet: %s", e.getMessage());
    }
  }

  private void takeChanges(DirectoryPage page, Permit permit) {
    DirectorySettings settings =
        store
            .settings()
            .orElseThrow(
                () -> new ConfigurationRefused(Reason.NOT_ALLOWED, "there are no settings"));
    DirectoryJob job = new DirectoryJob(Kind.CHANGES, DIRECTORY, false, false, clock);
    Set<ObjectGuid> told = new LinkedHashSet<>();
    page.changes().forEach(change -> told.add(change.guid()));
    List<DirectoryPerson> people = read(settings, told);
    job.read(people.size());
    Set<DirectoryId> gone = gone(told, people);
    Concerned concerned = concerned(people, gone);
    Collection<DirectoryLink> links = concerned.links();
    DirectoryPlan plan =
        DirectoryRules.changes(
            people,
            gone,
            links,
            concerned.users(),
            carrier.written(job, settings),
            mayDeactivate(people, gone) ? store.active() : 0);
    PlanTable table = new PlanTable(plan);
    Following before = store.following();
    String mark = page.bookmark().text();
    if (table.isEmpty() && plan.writes() == 0 && isSame(plan.links(), links)) {
      store.together(
          () -> {
            permit.assure();
            store.follow(before.readTo(mark));
          });
      readPictures(settings, told);
      return;
    }
    int lately = store.deactivatedByChanges(clock.instant().minus(LATELY));
    if (plan.needsConsent(settings.mostDeactivated(), lately)) {
      ask(job, table, before, lately);
    }
    job.writes();
    List<RunLine> report =
        table.report(
            carrier.carryOut(
                job,
                settings,
                plan,
                table,
                links,
                () -> {
                  permit.assure();
                  store.follow(before.takenTo(mark, clock.instant()));
                }));
    job.end(Phase.DONE, table.counts(report));
    remember(job, report);
    readPictures(settings, told);
  }

  /** The changes are taken by now: pictures that can't be read come with the next full run. */
  private void readPictures(DirectorySettings settings, Set<ObjectGuid> told) {
    try {
      runs.tell(avatars.those(settings, told));
    } catch (DirectoryUnreachable e) {
      events.tell(DirectoryEvent.Kind.CONNECTION, "pictures weren't all read: " + e.getMessage());
    }
  }

  private List<DirectoryPerson> read(DirectorySettings settings, Set<ObjectGuid> told) {
    try {
      return reader.those(settings, told);
    } catch (DirectoryUnreachable e) {
      throw new ConfigurationRefused(Reason.NOT_ALLOWED, String.valueOf(e.getMessage()));
    }
  }

  private static Set<DirectoryId> gone(Set<ObjectGuid> told, List<DirectoryPerson> people) {
    Set<DirectoryId> gone = new HashSet<>();
    told.forEach(id -> gone.add(new DirectoryId(id.toString())));
    people.forEach(person -> gone.remove(person.id()));
    return gone;
  }

  /** Whom changes concern. */
  private record Concerned(Collection<DirectoryLink> links, Collection<KnownUser> users) {}

  /** Not all links and users are read: what a change costs doesn't grow with the company. */
  private Concerned concerned(List<DirectoryPerson> people, Set<DirectoryId> gone) {
    Set<DirectoryId> ids = new HashSet<>(gone);
    Set<String> logins = new HashSet<>();
    for (DirectoryPerson person : people) {
      ids.add(person.id());
      person.value(Field.LOGIN).ifPresent(login -> logins.add(login.toLowerCase(Locale.ROOT)));
    }
    Set<DirectoryLink> links = new LinkedHashSet<>(store.linksOf(ids));
    links.forEach(link -> logins.add(link.user().value().toLowerCase(Locale.ROOT)));
    Collection<KnownUser> users = carrier.users(logins);
    // A login that somebody has now may be that of a user who comes from another object.
    links.addAll(store.linksOfUsers(users.stream().map(KnownUser::id).toList()));
    return new Concerned(links, users);
  }

  /** All are counted only when it matters how many there are. */
  private static boolean mayDeactivate(List<DirectoryPerson> people, Set<DirectoryId> gone) {
    return !gone.isEmpty() || people.stream().anyMatch(person -> !person.active());
  }

  private static boolean isSame(Collection<DirectoryLink> some, Collection<DirectoryLink> others) {
    return new HashSet<>(some).equals(new HashSet<>(others));
  }

  private void ask(DirectoryJob job, PlanTable table, Following before, int lately) {
    List<RunLine> report = table.report(List.of());
    job.end(Phase.NEEDS_CONSENT, table.counts(report));
    remember(job, report);
    String why =
        "changes would deactivate "
            + job.state().counts().deactivated()
            + " users, and have deactivated "
            + lately
            + " in the last day";
    store.follow(before.pausedFor(why));
    throw new ConfigurationRefused(Reason.NOT_ALLOWED, why);
  }

  /** Puts a page that failed too often where an administrator sees it. */
  void park(DirectoryPage page, String why) {
    DirectoryJob job = new DirectoryJob(Kind.CHANGES, DIRECTORY, false, false, clock);
    List<RunLine> report = new ArrayList<>();
    for (DirectoryChange change : page.changes()) {
      report.add(
          new RunLine(
              report.size() + 1,
              RunLine.Action.REFUSE,
              "",
              cut(change.entry().name(), LONGEST_ENTRY),
              List.of(),
              cut(why, LONGEST_DETAIL)));
    }
    job.fail("changes that failed too often are left out, everything is read again: " + why);
    remember(job, report);
    events.tell(
        DirectoryEvent.Kind.PARKED,
        page.changes().size() + " changes failed too often and are left out: " + why);
    store.follow(store.following().readTo(page.bookmark().text()).wantingFullRun());
  }

  private void remember(DirectoryJob job, List<RunLine> report) {
    store.begin(job.state());
    runs.remember(job.state(), report);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
