// DossierTests
