package org.ringspan.registration.adapter;

import java.util.List;
import org.ringspan.address.DeviceName;
import org.ringspan.registration.Binding;

/**
 * What is to be kept of a device, as far as this node has a say.
 *
 * @param device whose
 * @param here everything that is registered at this node, the newest first
 * @param made those of them that are new or lead elsewhere than before: they take the place of what
 *     any node has at the same place, or of the same phone
 * @param gone those of other nodes that end
 */
record BindingChange(
    DeviceName device, List<Binding> here, List<Binding> made, List<Binding> gone) {
  BindingChange {
    here = List.copyOf(here);
    made = List.copyOf(made);
    gone = List.copyOf(gone);
  }

  /** Times only: what was taken over by another node meanwhile stays with it. */
  static BindingChange ofTimes(DeviceName device, List<Binding> here) {
    return new BindingChange(device, here, List.of(), List.of());
  }

  /** From the bindings of all nodes to those after a request. */
  static BindingChange between(DeviceName device, List<Binding> before, List<Binding> after) {
    List<Binding> here = after.stream().filter(Binding::isHere).toList();
    return new BindingChange(
        device,
        here,
        here.stream().filter(one -> before.stream().noneMatch(one::leadsWhere)).toList(),
        before.stream()
            .filter(one -> !one.isHere())
            .filter(one -> after.stream().noneMatch(one::leadsWhere))
            .toList());
  }
}
