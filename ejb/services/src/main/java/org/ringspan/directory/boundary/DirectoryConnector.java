package org.ringspan.directory.boundary;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.directory.DirectoryEvent;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.DirectoryPerson;
import org.ringspan.directory.DirectoryRun;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.EventQuestion;
import org.ringspan.directory.Following;
import org.ringspan.directory.RunLine;
import org.ringspan.directory.SourceMembership;
import org.ringspan.directory.WaitingWrite;
import org.ringspan.directory.adapter.DirectoryEvents;
import org.ringspan.directory.adapter.DirectoryRuns;
import org.ringspan.directory.adapter.DirectoryStore;
import org.ringspan.directory.adapter.EventCsv;
import org.ringspan.directory.adapter.EventTable;
import org.ringspan.directory.adapter.PeopleReader;
import org.ringspan.directory.adapter.SettingsCheck;
import org.ringspan.directory.adapter.SourceGroupTable;
import org.ringspan.directory.adapter.WaitingWrites;
import org.ringspan.identity.Actor;
import org.ringspan.progress.Progress;

/** Users from a company directory: how it is read, and what the runs of the connector do. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DirectoryConnector {
  @Inject private DirectoryStore store;
  @Inject private DirectoryRuns runs;
  @Inject private PeopleReader reader;
  @Inject private SourceGroupTable groups;
  @Inject private DirectoryEvents events;
  @Inject private EventTable eventTable;

  /** How the directory is read; empty: nobody has said so yet. */
  public Optional<DirectorySettings> settings() {
    return store.settings();
  }

  /**
   * Has the directory read so from the next run on.
   *
   * @throws ConfigurationRefused naming the field that has a fault
   */
  public void change(Actor actor, DirectorySettings settings) {
    SettingsCheck.check(settings);
    store.save(actor, settings);
    events.changed(actor);
  }

  /**
   * The first people that the settings find, as the connector would take them.
   *
   * @param most how many, 1 to 100
   * @throws ConfigurationRefused naming the field that has a fault
   * @throws DirectoryUnreachable when the directory doesn't answer, or refuses
   */
  public List<DirectoryPerson> preview(DirectorySettings settings, int most)
      throws DirectoryUnreachable {
    SettingsCheck.check(settings);
    return reader.first(settings, most);
  }

  /**
   * Begins a run, on this server, one at a time.
   *
   * @param dryRun only to tell what a run would do; what one does then is the same
   * @param consent whether any number of users may be deactivated
   * @return the name of the run
   * @throws ConfigurationRefused when one is running, or there are no settings
   */
  public String begin(Actor actor, boolean dryRun, boolean consent) {
    return runs.begin(actor, dryRun, consent);
  }

  /**
   * The last runs, the newest first, of all servers.
   *
   * @param kind of one kind; empty: all
   */
  public List<DirectoryRun> runs(Optional<DirectoryRun.Kind> kind, int most) {
    return runs.list(kind, most);
  }

  /** How changes are followed; nothing is, unless the settings say so. */
  public Following following() {
    return store.following();
  }

  /** A run; empty when there is none of that name, or not any more. */
  public Optional<DirectoryRun> run(String id) {
    return runs.find(id);
  }

  /** How far a run of this server has read; nothing of others, nor when it writes or is over. */
  public Optional<Progress> progress(String id) {
    return runs.progress(id);
  }

  /**
   * What a run did, or would have done.
   *
   * @param after the number of the line behind which the page begins
   * @param action only these; empty: all
   * @param most how many
   */
  public List<RunLine> report(String id, int after, Optional<RunLine.Action> action, int most) {
    return store.lines(id, after, action, most);
  }

  /** What the connector did and met, the newest first; the last 90 days at most. */
  public List<DirectoryEvent> events(EventQuestion question) {
    return eventTable.find(question);
  }

  /** The same as a table, CSV in the order of the events. */
  public String eventTable(EventQuestion question) {
    return EventCsv.of(eventTable.find(question));
  }

  /** The groups that the settings name, as they were read by the last run. */
  public List<SourceMembership> groups() {
    return groups.groups();
  }

  /**
   * The users of a group, by login.
   *
   * @param after the login behind which the page begins
   * @param most how many
   */
  public List<UserId> members(DirectoryId group, String after, int most) {
    return groups.users(group, after, most);
  }

  /**
   * Writes to the directory that it refused, the oldest first; no more are made while some wait.
   */
  public List<WaitingWrite> waitingWrites() {
    return WaitingWrites.list();
  }

  /**
   * Says what is to become of one.
   *
   * @param evenIfOvertaken to try again though a later write to the same person may be undone by it
   * @throws ConfigurationRefused when it doesn't wait any more, or was overtaken
   */
  public void decide(Actor actor, String key, WaitingWrite.Remedy remedy, boolean evenIfOvertaken) {
    WaitingWrites.decide(actor, key, remedy, evenIfOvertaken);
  }

  /**
   * Has a run stop before it changes anything.
   *
   * @return whether it will
   */
  public boolean cancel(String id) {
    return runs.cancel(id);
  }
}
