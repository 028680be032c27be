/** Subjects of biology, medicine, psychology and the social sciences. Format: see `index.ts`. */
export const LIFE = `
# Biology
genetics; genomics; genome assembly; genome sequencing; population genetics; quantitative genetics; genome-wide
association studies; gene expression; gene regulation; gene regulatory networks; transcription factors; transcription;
epigenetics; DNA methylation; chromatin; non-coding RNA; microRNA; RNA structure; RNA sequencing; single-cell RNA
sequencing; spatial transcriptomics; transcriptomics; proteomics; metabolomics; multi-omics; DNA replication; DNA
repair; DNA damage; mutations; CRISPR; gene editing; gene therapy; protein structure; protein structure prediction;
protein folding; protein design; protein-protein interactions; protein-ligand binding; molecular docking; enzymes;
enzyme kinetics; ion channels; membrane proteins; membrane transport; receptors; G protein-coupled receptors; signal
transduction; cell signaling; calcium signaling; cell cycle; cell division; cell migration; cell adhesion; cell death;
apoptosis; autophagy; oxidative stress; mitochondria; metabolism; lipid metabolism; glucose metabolism; amino acids;
cytoskeleton; extracellular matrix; stem cells; cell differentiation; embryonic development; developmental biology;
morphogenesis; regeneration; tissue engineering; organoids; cryo-electron microscopy; X-ray crystallography;
fluorescence microscopy; image-based cell profiling; synthetic biology; systems biology; metabolic engineering;
biotechnology; fermentation; microbiology; bacteria; bacterial growth; biofilms; antibiotic resistance; antimicrobial
resistance; antimicrobial agents; microbiome; gut microbiota; virology; viruses; bacteriophages; fungi; parasites;
malaria; immunology; innate immunity; adaptive immunity; T cells; B cells; antibodies; cytokines; macrophages;
inflammation; vaccines; vaccination; autoimmunity; transplantation immunology; evolution; molecular evolution;
phylogenetics; speciation; natural selection; adaptation; coevolution; evolutionary game theory; ecology; population
dynamics; community ecology; biodiversity; conservation; invasive species; food webs; predator-prey dynamics; animal
behavior; collective behavior; bird migration; birds; insects; fish; fisheries; marine biology; plants; plant
physiology; photosynthesis; plant growth; crops; crop yields; agriculture; soil microbiology; livestock; veterinary
medicine; zoology; botany; forestry; forests; food science; food safety; nutrition; toxicology; pesticides;
neuroscience; computational neuroscience; systems neuroscience; cognitive neuroscience; neurons; neural coding; neural
dynamics; neural population activity; synaptic plasticity; synaptic transmission; neurotransmitters; dopamine; visual
cortex; auditory cortex; motor cortex; hippocampus; prefrontal cortex; cerebellum; basal ganglia; brain networks;
functional connectivity; functional MRI; brain decoding; EEG; electroencephalography; magnetoencephalography; neural
oscillations; motor control; visual perception; auditory perception; olfaction; pain perception; working memory;
episodic memory; spatial navigation; decision making; reward learning; attention; sleep; circadian rhythms;
consciousness; brain development; neurogenesis; glia; connectomics; neural prostheses; optogenetics; epidemiology;
infectious disease modeling; disease surveillance
# Medicine
cardiovascular disease; heart failure; myocardial infarction; coronary artery disease; atrial fibrillation;
arrhythmia; hypertension; blood pressure; stroke; atherosclerosis; cardiac surgery; cardiac imaging; echocardiography;
electrocardiography; congenital heart disease; heart valves; valve replacement; pulmonary hypertension; venous
thrombosis; anticoagulation; lipid-lowering drugs; statins; blood coagulation; anemia; blood transfusion; leukemia;
lymphoma; multiple myeloma; hematology; cancer; cancer therapy; cancer diagnosis; cancer screening; chemotherapy;
radiotherapy; immunotherapy; targeted therapy; tumor microenvironment; metastasis; breast cancer; lung cancer;
prostate cancer; colorectal cancer; gastric cancer; pancreatic cancer; liver cancer; ovarian cancer; cervical cancer;
skin cancer; melanoma; brain tumors; glioma; head and neck cancer; bladder cancer; kidney cancer; thyroid cancer;
pediatric oncology; palliative care; diabetes; insulin resistance; insulin secretion; type 1 diabetes; type 2
diabetes; glucose control; obesity; weight loss; metabolic syndrome; thyroid disease; growth hormone; hormones;
endocrinology; osteoporosis; bone metabolism; vitamin D; adrenal disorders; asthma; chronic obstructive pulmonary
disease; pulmonary function; lung disease; lung function; pneumonia; tuberculosis; cystic fibrosis; respiratory
failure; mechanical ventilation; respiratory infections; influenza; COVID-19; SARS-CoV-2; HIV infection; hepatitis;
hepatitis C; sepsis; bacterial infections; urinary tract infections; fungal infections; hospital-acquired infections;
sexually transmitted infections; tropical diseases; parasitic infections; antibiotics; antiviral therapy; infection
control; gastrointestinal disorders; inflammatory bowel disease; Crohn's disease; peptic ulcers; Helicobacter pylori;
gastroesophageal reflux; liver disease; liver cirrhosis; liver transplantation; pancreatitis; celiac disease;
gastrointestinal bleeding; endoscopy; constipation; kidney disease; chronic kidney disease; kidney transplantation;
dialysis; acute kidney injury; renal function; urology; urinary incontinence; prostate disease; erectile dysfunction;
overactive bladder; pregnancy; preterm birth; pre-eclampsia; labor and delivery; cesarean section; infertility;
assisted reproduction; contraception; menopause; hormone replacement therapy; gynecology; endometriosis; polycystic
ovary syndrome; newborn infants; premature infants; neonatal care; breastfeeding; child health; child development;
pediatrics; adolescents; immunization; growth disorders; geriatrics; aging; frailty; falls in older people; neurology;
epilepsy; seizures; migraine; headache; multiple sclerosis; Parkinson's disease; Alzheimer's disease; dementia; mild
cognitive impairment; motor neuron disease; Huntington's disease; neuropathy; neuropathic pain; movement disorders;
traumatic brain injury; spinal cord injury; cerebral blood flow; intracranial pressure; hydrocephalus; neurosurgery;
brain imaging; restless legs syndrome; sleep disorders; sleep apnea; insomnia; psychiatry; depression;
antidepressants; bipolar disorder; schizophrenia; psychosis; antipsychotics; anxiety disorders; post-traumatic stress
disorder; obsessive-compulsive disorder; autism; attention deficit hyperactivity disorder; ADHD treatment; eating
disorders; personality disorders; suicide; substance abuse; opioid dependence; alcohol dependence; smoking cessation;
addiction; psychotherapy; cognitive behavioral therapy; mental health; stress; chronic pain; opioid analgesics; pain
management; anti-inflammatory drugs; arthritis; rheumatoid arthritis; osteoarthritis; back pain; gout; systemic lupus
erythematosus; fibromyalgia; orthopedics; fractures; joint replacement; muscle physiology; muscle relaxants; sports
injuries; sports medicine; exercise; physical activity; physiotherapy; rehabilitation; gait analysis; biomechanics;
skin diseases; dermatology; psoriasis; atopic dermatitis; acne; wound healing; burns; allergic rhinitis; allergy;
antihistamines; urticaria; ophthalmology; glaucoma; cataract; retinal diseases; diabetic retinopathy; macular
degeneration; myopia; visual impairment; dry eye; hearing loss; tinnitus; otitis media; otolaryngology; sinusitis;
tonsillectomy; voice disorders; dentistry; dental caries; periodontal disease; orthodontics; oral health; surgery;
minimally invasive surgery; surgical outcomes; anesthesia; postoperative pain; nausea and vomiting; intensive care;
emergency medicine; cardiac arrest; resuscitation; trauma care; shock; triage; pharmacology; pharmacokinetics; drug
delivery; drug interactions; drug safety; adverse drug reactions; drug repurposing; clinical pharmacology; beta
blockers; ACE inhibitors; calcium channel blockers; diuretics; proton pump inhibitors; corticosteroids; estrogens;
clinical trials; randomized controlled trials; systematic reviews; meta-analysis; diagnostic accuracy; risk
prediction; prognosis; biomarkers; screening programs; magnetic resonance imaging; MRI reconstruction; computed
tomography; CT imaging; positron emission tomography; ultrasound imaging; mammography; X-ray diagnosis; chest
radiography; nuclear medicine; histopathology; image-guided surgery; health care quality; patient safety; health
services; primary care; nursing; nursing care; health economics; cost-effectiveness; health policy; public health;
health inequalities; global health; health promotion; health literacy; telemedicine; medical education; medical
ethics; informed consent; rare diseases; genetic disorders; genetic testing; genetic counseling; precision medicine;
complementary medicine; acupuncture; herbal medicine; traditional Chinese medicine; dietary supplements; diet;
malnutrition; parenteral nutrition; occupational health; environmental health; lead poisoning; radiation exposure;
poisoning; forensic medicine; organ donation; blood cells; platelets; electrolytes; acid-base balance; fever; fatigue;
quality of life; animal models; comparative anatomy; embryology; cell culture; electron microscopy; chromosomes;
chromosome abnormalities; amyloidosis; hypothermia; hyperbaric oxygen
# Psychology and social sciences
psychology; cognitive psychology; social psychology; developmental psychology; educational psychology; personality;
emotion; emotion regulation; motivation; learning and memory; language development; reading development; reading
disabilities; perception; judgment and decision making; risk perception; moral judgment; intelligence; creativity;
problem solving; social cognition; infant cognition; parenting; family relationships; loneliness; well-being;
happiness; self-esteem; gender differences; gender roles; sexuality; identity; prejudice; group behavior; leadership;
work stress; burnout; job satisfaction; human resources; organizational behavior; teamwork; entrepreneurship;
innovation; technology adoption; digital transformation; knowledge management; business models; marketing; consumer
behavior; tourism; accounting; auditing; corporate governance; corporate social responsibility; finance; asset
pricing; banking; financial markets; market volatility; credit risk; monetary policy; fiscal policy; macroeconomics;
economic growth; business cycles; unemployment; labor markets; wages; migration; immigration; inequality; poverty;
development economics; international trade; industrial organization; microeconomics; game-theoretic models; behavioral
economics; experimental economics; econometrics; causal econometrics; environmental economics; energy policy; climate
policy; carbon pricing; agricultural economics; food security; health behavior; public policy; governance; democracy;
elections; voting; public opinion; political communication; political polarization; populism; international relations;
armed conflict; terrorism; law; legal systems; human rights; intellectual property; patents; crime; policing; criminal
justice; education; higher education; school education; teacher education; teaching methods; science education;
mathematics education; language learning; educational assessment; curriculum; early childhood education; special
education; inclusion; academic achievement; student motivation; universities; scientific collaboration; research
evaluation; science policy; open science; reproducibility; research data; research software; scientific publishing;
libraries; library services; library catalogs; information needs; information seeking; information systems; digital
libraries; archives; metadata; classification schemes; indexing; user studies; scientific communication; citation
indexes; information science; journalism; media; advertising effects; culture; religion; ethics; philosophy;
philosophy of science; history; history of science; archaeology; anthropology; ethnography; sociology; demography;
population aging; fertility; mortality; urban studies; housing; rural development; gentrification; mobility;
disability; race and ethnicity; feminism; youth; social support; social capital; volunteering; sports; music;
literature; film and television; museums; architecture; design
`;
