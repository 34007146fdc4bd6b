package org.ringspan.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: the outside knows the inside, and SIP stays where it belongs. */
class LayerRulesTest {
  private final JavaClasses house = House.all();

  @Test
  @DisplayName("Only the container knows its engine")
  void engine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ringspan.sip..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.mobicents..", "gov.nist..", "javax.sip..")
        .check(house);
  }

  @Test
  @DisplayName("Only call control and the container speak SIP servlets")
  void sipServlets() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.ringspan.sip..", "org.ringspan.callcontrol..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javax.servlet.sip..")
        .check(house);
  }

  @Test
  @DisplayName("Jakarta EE 10, not the javax names of before (SIP servlets keep theirs)")
  void jakarta() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ringspan.sip..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(
                    "javax.ejb..",
                    "javax.enterprise..",
                    "javax.inject..",
                    "javax.jms..",
                    "javax.persistence..",
                    "javax.servlet..",
                    "javax.transaction..",
                    "javax.ws..")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        JavaClass.Predicates.resideInAPackage("javax.servlet.sip.."))))
        .check(house);
  }

  @Test
  @DisplayName("The container and the launcher don't know what runs in them")
  void foundations() {
    noClasses()
        .that()
        .resideInAnyPackage("org.ringspan.sip..", "org.ringspan.launcher..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("org.ringspan..")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        JavaClass.Predicates.resideInAnyPackage(
                            "org.ringspan.sip..", "org.ringspan.launcher.."))))
        .check(house);
  }

  @Test
  @DisplayName("Names say what a class does: no Manager, Helper, Util or Impl")
  void names() {
    classes()
        .should()
        .haveSimpleNameNotEndingWith("Manager")
        .andShould()
        .haveSimpleNameNotEndingWith("Helper")
        .andShould()
        .haveSimpleNameNotEndingWith("Util")
        .andShould()
        .haveSimpleNameNotEndingWith("Utils")
        .andShould()
        .haveSimpleNameNotEndingWith("Impl")
        .check(house);
  }

  @Test
  @DisplayName("Every package says what it is for and that null is an exception in it")
  void nullMarked() {
    var unmarked = new TreeSet<String>();
    for (var type : house) {
      JavaPackage of = type.getPackage();
      if (!of.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(of.getName());
      }
    }

    Assertions.assertThat(unmarked).isEmpty();
  }
}
