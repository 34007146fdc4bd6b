package org.ringspan.journal.narayana;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.common.recoveryPropertyManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.arjuna.recovery.AtomicActionRecoveryModule;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.transaction.xa.XAResource;
import org.ringspan.journal.IntentJournal;
import org.ringspan.journal.Wish;

/** The transaction manager of WildFly, without WildFly. There is one for a process. */
final class Narayana {

  private static final String NODE = "1";

  private final RecoveryManager recovery;

  private Narayana(RecoveryManager recovery) {
    this.recovery = recovery;
  }

  /** Starts it, with its store in a directory, and with recovery by hand. */
  static Narayana start(Path directory, List<? extends IntentJournal<Wish>> journals)
      throws Exception {
    var store = directory.resolve("store").toString();
    for (String name : Arrays.asList(null, "stateStore", "communicationStore")) {
      BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, name)
          .setObjectStoreDir(store);
    }
    arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier(NODE);
    var jta = jtaPropertyManager.getJTAEnvironmentBean();
    jta.setXaRecoveryNodes(List.of(NODE));
    jta.setOrphanSafetyInterval(1);
    jta.setXaResourceOrphanFilterClassNames(
        List.of(
            JTATransactionLogXAResourceOrphanFilter.class.getName(),
            JTANodeNameXAResourceOrphanFilter.class.getName()));
    var settings = recoveryPropertyManager.getRecoveryEnvironmentBean();
    settings.setRecoveryBackoffPeriod(1);
    settings.setPeriodicRecoveryPeriod(1);
    settings.setRecoveryModuleClassNames(
        List.of(AtomicActionRecoveryModule.class.getName(), XARecoveryModule.class.getName()));
    var recovery = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
    recovery.initialize();
    XARecoveryModule.getRegisteredXARecoveryModule()
        .addXAResourceRecoveryHelper(
            new XAResourceRecoveryHelper() {
              @Override
              public boolean initialise(String parameter) {
                return true;
              }

              @Override
              public XAResource[] getXAResources() {
                return journals.stream()
                    .map(IntentJournal::recoveryResource)
                    .toArray(XAResource[]::new);
              }
            });
    return new Narayana(recovery);
  }

  TransactionManager manager() {
    return com.arjuna.ats.jta.TransactionManager.transactionManager();
  }

  /** One pass of periodic recovery. */
  void recover() {
    recovery.scan();
  }
}
