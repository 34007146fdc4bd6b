package org.ringspan.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The services: boundaries that others call, adapters that nobody but boundaries calls. */
class ServiceRulesTest {
  private final JavaClasses services = House.of(List.of(House.SERVICES));
  private final JavaClasses house = House.all();

  @Test
  @DisplayName("Only adapters, and what sets the database up, know how things are stored")
  void storage() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.ringspan.*.adapter..", "org.ringspan.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.persistence..",
            "org.hibernate..",
            "org.flywaydb..",
            "javax.sql..",
            "java.sql..")
        .check(services);
  }

  @Test
  @DisplayName("Only EJBs are given the persistence unit: CDI asks for it before it is there")
  void persistenceUnit() {
    fields()
        .that()
        .areAnnotatedWith("jakarta.persistence.PersistenceContext")
        .or()
        .areAnnotatedWith("jakarta.persistence.PersistenceUnit")
        .should()
        .beDeclaredInClassesThat()
        .areAnnotatedWith("jakarta.ejb.Stateless")
        .orShould()
        .beDeclaredInClassesThat()
        .areAnnotatedWith("jakarta.ejb.Singleton")
        .check(services);
  }

  @Test
  @DisplayName("What others call of an EJB is public: the container refuses anything else")
  void publicMethods() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith("jakarta.ejb.Stateless")
        .and()
        .areNotPublic()
        .and()
        .areNotStatic()
        .should(notBeCalledByOthers())
        .check(services);
  }

  private static ArchCondition<JavaMethod> notBeCalledByOthers() {
    return new ArchCondition<>("not be called by others") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        String owner = method.getOwner().getName();
        for (JavaMethodCall call : method.getCallsOfSelf()) {
          String caller = call.getOriginOwner().getName();
          boolean own = caller.equals(owner) || caller.startsWith(owner + "$");
          events.add(new SimpleConditionEvent(call, own, call.getDescription()));
        }
      }
    };
  }

  @Test
  @DisplayName("Nobody looks for a JSON provider at each value")
  void json() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("jakarta.json.Json")
        .check(house);
  }

  @Test
  @DisplayName("Call control knows of the services only their boundaries")
  void callControl() {
    noClasses()
        .that()
        .resideInAPackage("org.ringspan.callcontrol..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.ringspan.*.adapter..", "jakarta.persistence..", "jakarta.jms..", "java.sql..")
        .check(house);
  }

  @Test
  @DisplayName("The services don't know call control nor the SIP container")
  void oneWay() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.ringspan.callcontrol..", "org.ringspan.sip..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.ringspan.callcontrol..", "org.ringspan.sip..")
        .check(house);
  }

  @Test
  @DisplayName("No two features of the services depend on each other in a circle")
  void noCycles() {
    // The one class that starts the features, in their order, has to know them all.
    var features =
        services.that(
            DescribedPredicate.not(HasName.Predicates.name("org.ringspan.server.Lifecycle")));

    slices().matching("org.ringspan.(*)..").should().beFreeOfCycles().check(features);
  }
}
