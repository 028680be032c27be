/** Subjects of physics, mathematics, chemistry, engineering and the earth. Format: see `index.ts`. */
export const NATURAL = `
# Mathematics and statistics
number theory; prime numbers; modular forms; elliptic curves; Diophantine equations; zeta functions; algebraic number
theory; analytic number theory; algebraic geometry; moduli spaces; mirror symmetry; derived categories; commutative
algebra; homological algebra; category theory; higher categories; homotopy theory; algebraic topology; K-theory;
cohomology; knot theory; low-dimensional topology; three-manifolds; geometric group theory; group theory; finite
groups; representation theory; Lie algebras; Lie groups; quantum groups; vertex algebras; Hopf algebras; cluster
algebras; ring theory; module theory; differential geometry; Riemannian geometry; complex geometry; symplectic
geometry; Kähler geometry; minimal surfaces; Ricci flow; geometric analysis; metric geometry; convex geometry;
discrete geometry; combinatorics; enumerative combinatorics; extremal combinatorics; additive combinatorics; algebraic
combinatorics; graph theory; graph coloring; random graphs; spectral graph theory; matroids; partitions; permutations;
mathematical logic; set theory; model theory; computability; recursion theory; topology; functional analysis; operator
theory; operator algebras; Banach spaces; Hilbert spaces; harmonic analysis; Fourier analysis; complex analysis; real
analysis; measure theory; ergodic theory; dynamical systems; chaos; bifurcations; fractals; ordinary differential
equations; partial differential equations; elliptic equations; parabolic equations; hyperbolic equations; dispersive
equations; nonlinear Schrödinger equations; Navier-Stokes equations; reaction-diffusion equations; free boundary
problems; conservation laws; calculus of variations; integral equations; fractional calculus; inverse problems;
special functions; orthogonal polynomials; approximation of functions; wavelets; numerical analysis; numerical linear
algebra; numerical methods; finite element methods; finite volume methods; discontinuous Galerkin methods; spectral
methods; preconditioning; iterative methods; model order reduction; matrix theory; random matrices; tensor
decomposition; linear algebra; mathematical programming; linear programming; semidefinite programming; nonlinear
optimization; optimal control; control theory; feedback control; model predictive control; adaptive control; robust
control; networked control; stochastic processes; probability theory; random walks; Brownian motion; percolation;
interacting particle systems; stochastic differential equations; large deviations; limit theorems; concentration
inequalities; queueing theory; branching processes; point processes; extreme values; statistics; statistical
inference; hypothesis testing; multiple testing; nonparametric statistics; Bayesian statistics; high-dimensional
statistics; regression analysis; linear regression; quantile regression; variable selection; experimental design;
sequential analysis; spatial statistics; functional data analysis; mixture models; hierarchical models; copulas;
change-point detection; sampling methods; survey sampling; mathematical finance; option pricing; portfolio
optimization; risk measures; actuarial science; mathematical biology; operations research; inventory management;
facility location; network flows; stochastic programming; robust optimization
# Astronomy
astronomy; cosmology; dark matter; dark energy; cosmic microwave background; inflation; large-scale structure; galaxy
clusters; galaxy formation; galaxy evolution; galaxies; dwarf galaxies; high-redshift galaxies; star formation; star
clusters; globular clusters; Milky Way; interstellar medium; molecular clouds; astrochemistry; stellar evolution;
stellar populations; stars; massive stars; low-mass stars; brown dwarfs; white dwarfs; neutron stars; pulsars;
magnetars; binary stars; X-ray binaries; compact binaries; supernovae; gamma-ray bursts; fast radio bursts;
transients; black holes; supermassive black holes; active galactic nuclei; quasars; blazars; relativistic jets;
accretion disks; tidal disruption events; gravitational waves; gravitational lensing; weak lensing; Hubble tension;
baryon acoustic oscillations; reionization; intergalactic medium; exoplanets; exoplanet atmospheres; planet formation;
protoplanetary disks; planetary science; planetary atmospheres; solar system; asteroids; comets; meteorites; the Moon;
Mars; Sun; solar physics; solar flares; solar wind; coronal mass ejections; space weather; magnetosphere; ionosphere;
variable stars; asteroseismology; photometry; spectroscopic surveys; radio astronomy; X-ray astronomy; gamma-ray
astronomy; infrared astronomy; cosmic rays; astroparticle physics; neutrino astronomy; telescopes; adaptive optics;
astronomical instrumentation; astronomical surveys; interferometry; celestial mechanics; orbital dynamics
# Physics
general relativity; modified gravity; quantum gravity; loop quantum gravity; black hole thermodynamics; holography;
gauge-gravity duality; string theory; supersymmetry; supergravity; conformal field theory; quantum field theory; gauge
theory; lattice gauge theory; lattice QCD; quantum chromodynamics; effective field theory; scattering amplitudes;
renormalization; topological field theory; integrable systems; particle physics; beyond the Standard Model; Higgs
boson; Higgs physics; top quark; flavour physics; CP violation; heavy flavour; heavy quarks; hadrons; hadron
spectroscopy; jets; collider physics; LHC searches; neutrinos; neutrino oscillations; neutrino mass; axions; dark
photons; dark matter searches; dark matter detection; particle detectors; calorimeters; detector physics; accelerator
physics; particle accelerators; nuclear physics; nuclear structure; nuclear reactions; nuclear fission; heavy-ion
collisions; quark-gluon plasma; nuclear astrophysics; equation of state; rare decays; double beta decay; nucleon
structure; parton distributions; quantum mechanics; quantum foundations; quantum information; quantum entanglement;
entanglement; quantum computing; quantum algorithms; quantum error correction; quantum circuits; quantum simulation;
quantum annealing; quantum communication; quantum key distribution; quantum cryptography; quantum metrology; quantum
sensing; quantum thermodynamics; quantum optics; quantum control; quantum channels; quantum measurements; open quantum
systems; many-body physics; many-body localization; quantum chaos; tensor networks; superconducting qubits; trapped
ions; Rydberg atoms; cold atoms; ultracold gases; Bose-Einstein condensates; optical lattices; atomic physics; atomic
clocks; molecular physics; atomic and molecular collisions; optics; nonlinear optics; photonics; integrated photonics;
plasmonics; metamaterials; metasurfaces; photonic crystals; lasers; ultrafast optics; frequency combs; optical fibers;
optical imaging; microscopy; X-ray imaging; terahertz; optomechanics; cavity quantum electrodynamics; condensed
matter; superconductivity; high-temperature superconductivity; unconventional superconductors; topological insulators;
topological phases; topological superconductivity; Weyl semimetals; quantum Hall effect; graphene; two-dimensional
materials; twisted bilayer graphene; moiré materials; transition metal dichalcogenides; magnetism; antiferromagnetism;
frustrated magnets; spin liquids; spin waves; magnetic skyrmions; spintronics; multiferroics; ferroelectrics; strongly
correlated electrons; heavy fermions; Kondo effect; Mott insulators; Hubbard model; charge density waves; quantum
phase transitions; phase transitions; quantum dots; semiconductors; excitons; polaritons; quantum transport;
mesoscopic physics; phonons; thermal transport; thermoelectrics; electronic structure; density functional theory; ab
initio calculations; disordered systems; glasses; spin glasses; soft matter; active matter; colloids; polymers; liquid
crystals; granular matter; gels; membranes; foams; rheology; wetting; statistical mechanics; statistical physics;
non-equilibrium physics; stochastic thermodynamics; critical phenomena; nonlinear dynamics; solitons; pattern
formation; synchronization; complex systems; econophysics; opinion dynamics; epidemic spreading; fluid dynamics;
turbulence; turbulent flows; boundary layers; multiphase flows; bubbles and droplets; droplets; convection; vortices;
microfluidics; combustion; aerodynamics; hydrodynamics; magnetohydrodynamics; computational fluid dynamics; plasma
physics; fusion plasmas; tokamaks; laser-plasma interaction; plasma turbulence; acoustics; ultrasound; mechanics;
elasticity; fracture mechanics; contact mechanics; friction; molecular dynamics; Monte Carlo simulation; biophysics;
medical physics; radiation therapy; dosimetry; physics education; history of physics; geophysics
# Materials and chemistry
materials science; crystal structure prediction; materials discovery; alloys; steel; high-entropy alloys; metals;
ceramics; composites; concrete; cement; thin films; coatings; corrosion; nanoparticles; nanostructures; nanowires;
carbon nanotubes; perovskites; perovskite solar cells; solar cells; photovoltaics; batteries; lithium-ion batteries;
solid-state electrolytes; fuel cells; hydrogen storage; hydrogen production; energy storage; supercapacitors;
catalysis; electrocatalysis; photocatalysis; metal-organic frameworks; zeolites; porous materials; adsorption; surface
chemistry; electrochemistry; organic chemistry; organic synthesis; inorganic chemistry; coordination chemistry;
analytical chemistry; mass spectrometry; chromatography; NMR spectroscopy; Raman spectroscopy; spectroscopy; physical
chemistry; quantum chemistry; computational chemistry; chemical kinetics; reaction mechanisms; reaction prediction;
retrosynthesis; interatomic potentials; machine-learned force fields; force fields; molecular simulation;
photochemistry; polymer chemistry; medicinal chemistry; water treatment; wastewater treatment; desalination; carbon
capture; biofuels; chemical engineering; process control; mechanical engineering; structural engineering; structural
health monitoring; earthquake engineering; bridges; geotechnical engineering; soil mechanics; civil engineering;
construction management; buildings; building energy; heat transfer; thermodynamics; vibrations; tribology; gears and
bearings; machining; welding; aerospace engineering; aircraft design; spacecraft; satellites; propulsion; turbines;
wind energy; wind turbines; solar energy; renewable energy; power systems; power grids; smart grids; microgrids;
electricity markets; electric vehicles; demand response; load forecasting; power electronics; electric motors;
electrical machines; nuclear energy; nuclear reactors; oil and gas; electronics; integrated circuits; analog circuits;
memristors; transistors; sensors; gas sensors; biosensors; antennas; microwave engineering; MEMS; lithography;
displays; transportation; traffic flow; railways; aviation; air traffic management; maritime transport; logistics;
reliability engineering; safety engineering; systems engineering; measurement; metrology; industrial engineering
# Earth and environment
climate change; climate variability; climate models; global warming; atmospheric science; atmospheric chemistry;
aerosols; clouds; precipitation; rainfall; monsoons; tropical cyclones; extreme weather; weather prediction;
meteorology; air quality; air pollution; greenhouse gas emissions; carbon cycle; oceanography; ocean circulation; sea
level rise; sea ice; ice sheets; glaciers; permafrost; hydrology; groundwater; rivers; floods; droughts; water
resources; water quality; soil science; soil moisture; erosion; geology; geochemistry; mineralogy; petrology;
tectonics; earthquakes; seismology; seismic imaging; seismic waves; volcanoes; landslides; tsunamis; geodesy;
paleoclimate; paleontology; stratigraphy; mining; natural hazards; wildfires; forest fires; environmental monitoring;
environmental pollution; heavy metals pollution; plastic pollution; microplastics; waste management; recycling;
sustainability; life-cycle assessment; circular economy; land use; urban planning; geographic information systems;
spatial analysis
`;
