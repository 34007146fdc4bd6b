package org.ringspan.console.operations;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import org.ringspan.address.TrunkName;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;
import org.ringspan.trunk.boundary.TrunkHealth;

/** The trunks as they are now. */
@Named
@RequestScoped
public class TrunksPage {
  @Inject private TrunkHealth health;
  @Inject private Viewer viewer;
  @Inject private Notices notices;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public TrunksPage() {}

  /** A place where a trunk is reached. */
  public record PeerRow(String peer, String state) {
    public String getPeer() {
      return peer;
    }

    public String getState() {
      return state;
    }
  }

  /** A trunk. */
  public record Row(String name, List<PeerRow> peers, String used, long calls) {
    public String getName() {
      return name;
    }

    public List<PeerRow> getPeers() {
      return peers;
    }

    public String getUsed() {
      return used;
    }

    /** Whether calls can leave by it. */
    public boolean isUp() {
      return peers.stream().anyMatch(peer -> !peer.state().equals("down"));
    }
  }

  public List<Row> getRows() {
    return health.states().stream().map(this::row).toList();
  }

  private Row row(TrunkHealth.TrunkState trunk) {
    return new Row(
        trunk.trunk().value(),
        trunk.peers().stream()
            .map(
                peer ->
                    new PeerRow(
                        peer.peer().toString(), peer.state().name().toLowerCase(Locale.ROOT)))
            .toList(),
        trunk.channels() == 0
            ? notices.text("usedOfAny", trunk.channelsInUse())
            : notices.text("usedOf", trunk.channelsInUse(), trunk.channels()),
        trunk.channelsInUse());
  }

  /** Has a trunk asked now whether it is there. */
  public void probe(String name) {
    viewer.administrator();
    try {
      if (health.probe(new TrunkName(name))) {
        notices.done("probing", name);
        return;
      }
    } catch (IllegalArgumentException e) {
      // What is no name names no trunk.
      notices.error("noSuchTrunk", name);
      return;
    }
    notices.error("noSuchTrunk", name);
  }
}
