/** Subjects of computer science, artificial intelligence, robotics and data. Format: see `index.ts`. */
export const COMPUTING = `
# Natural language processing
large language models; small language models; language modeling; natural language processing; natural language
understanding; natural language generation; text generation; text classification; text summarization; summarization;
machine translation; neural machine translation; multilingual language models; low-resource languages; cross-lingual
transfer; code-switching; question answering; multi-hop question answering; open-domain question answering; reading
comprehension; dialogue systems; conversational agents; chatbots; task-oriented dialogue; information extraction;
named entity recognition; relation extraction; event extraction; entity linking; coreference resolution; sentiment
analysis; emotion recognition; stance detection; argument mining; hate speech detection; misinformation; fake news
detection; fact checking; claim verification; semantic parsing; dependency parsing; syntactic parsing; grammatical
error correction; text simplification; paraphrasing; style transfer; word embeddings; sentence embeddings; text
embeddings; tokenization; topic modeling; authorship attribution; machine-generated text detection; plagiarism
detection; legal reasoning; legal text; clinical text; scientific text; scholarly documents; peer review; citation
analysis; bibliometrics; digital humanities; linguistics; computational linguistics; psycholinguistics; morphology;
phonology; syntax; discourse analysis; language acquisition; sign language; optical character recognition; document
understanding; handwriting recognition; table understanding; text-to-SQL; data-to-text generation; storytelling;
creative writing; humor; poetry
# Information retrieval
information retrieval; dense retrieval; passage retrieval; document retrieval; neural ranking; reranking;
retrieval-augmented generation; web search; query expansion; query rewriting; search engines; semantic search; vector
search; nearest-neighbour search; recommender systems; sequential recommendation; collaborative filtering;
click-through rate prediction; cold-start recommendation; conversational recommendation; advertising; knowledge
graphs; knowledge graph completion; knowledge graph embedding; knowledge bases; ontologies; semantic web; deep
research agents; search agents
# Reasoning and post-training
reasoning; mathematical reasoning; logical reasoning; commonsense reasoning; causal reasoning; spatial reasoning;
temporal reasoning; symbolic reasoning; multi-step reasoning; multimodal reasoning; visual reasoning; video reasoning;
latent reasoning; chain-of-thought reasoning; chain-of-thought prompting; reasoning models; large reasoning models;
efficient reasoning; overthinking; test-time scaling; test-time compute; test-time training; inference-time scaling;
self-consistency; self-correction; self-improvement; self-refinement; process reward models; reward models; reward
modeling; reward hacking; verifiable rewards; reinforcement learning with verifiable rewards; reinforcement learning
from human feedback; preference optimization; direct preference optimization; preference learning; policy
optimization; group relative policy optimization; instruction tuning; instruction following; supervised fine-tuning;
alignment; value alignment; theorem proving; automated theorem proving; formal verification; mathematics problem
solving; planning; task planning; neuro-symbolic reasoning; tool use; tool learning; function calling; LLM agents;
language agents; web agents; GUI agents; computer-use agents; coding agents; multi-agent systems; multi-agent
collaboration; agent memory; agentic workflows; AI scientists; automated scientific discovery; LLM-as-a-judge; LLM
evaluation; benchmark contamination; prompt engineering; prompt optimization; prompting; in-context learning; few-shot
learning; zero-shot learning; long-context language models; long-context understanding; context compression; prompt
compression; memory-augmented models; knowledge editing; machine unlearning; model merging; mixture of experts;
parameter-efficient fine-tuning; low-rank adaptation; fine-tuning; pre-training; continual pre-training; data
selection; data curation; synthetic data generation; data augmentation; scaling laws; emergent abilities; grokking;
hallucination; hallucination detection; factuality; uncertainty estimation; uncertainty quantification; calibration;
confidence estimation; conformal prediction; mechanistic interpretability; interpretability; sparse autoencoders;
activation steering; probing; explainable AI; explanation methods; feature attribution; counterfactual explanations;
concept-based models; knowledge distillation; reasoning distillation; model compression; quantization; pruning;
network pruning; token pruning; speculative decoding; KV cache compression; efficient inference; LLM inference
serving; LLM serving; sparse attention; linear attention; attention mechanisms; state space models; transformers;
position encoding; diffusion language models; language model pre-training; theory of mind; social simulation;
role-playing agents; persona simulation; personalization; bias in language models; social bias; gender bias;
stereotypes; political bias; cultural alignment; AI safety; LLM safety; jailbreak attacks; red teaming; prompt
injection; safety alignment; refusal behavior; guardrails; deception; sycophancy; backdoor attacks; data poisoning;
watermarking; membership inference; adversarial robustness; adversarial attacks; adversarial training; privacy
attacks; AI governance; AI ethics; AI regulation; AI policy; responsible AI; trustworthy AI; algorithmic fairness;
fairness; accountability; human-AI collaboration; human-AI interaction; trust in AI; human oversight; artificial
general intelligence; machine consciousness; cognitive modeling
# Computer vision
computer vision; image classification; image recognition; object detection; small object detection; open-vocabulary
detection; semantic segmentation; instance segmentation; image segmentation; medical image segmentation; video
segmentation; object tracking; multi-object tracking; person re-identification; face recognition; facial expression
recognition; deepfake detection; face generation; talking head generation; human pose estimation; hand pose
estimation; 6D pose estimation; human motion generation; motion generation; motion prediction; human mesh recovery;
gait recognition; action recognition; gesture recognition; activity recognition; video understanding; long video
understanding; video question answering; video captioning; video retrieval; temporal grounding; video anomaly
detection; anomaly detection; image captioning; visual question answering; chart understanding; diagram understanding;
document image analysis; scene text recognition; visual grounding; referring expression comprehension; image
retrieval; cross-modal retrieval; composed image retrieval; vision-language models; vision-language pre-training;
contrastive language-image pre-training; multimodal large language models; multimodal learning; unified multimodal
models; vision transformers; convolutional neural networks; self-supervised learning; contrastive learning; masked
image modeling; representation learning; domain adaptation; domain generalization; test-time adaptation; transfer
learning; out-of-distribution detection; out-of-distribution generalization; distribution shift; long-tailed
recognition; noisy labels; weak supervision; semi-supervised learning; active learning; curriculum learning;
class-incremental learning; continual learning; catastrophic forgetting; lifelong learning; metric learning; neural
architecture search; dataset distillation; image generation; text-to-image generation; personalized image generation;
image editing; controllable generation; image-to-image translation; image inpainting; image restoration; image
super-resolution; image denoising; image deblurring; image dehazing; low-light image enhancement; image compression;
video compression; image quality assessment; image fusion; image matching; image registration; optical flow; video
generation; text-to-video generation; video editing; video diffusion models; video super-resolution; world models;
diffusion models; latent diffusion models; diffusion transformers; consistency models; flow matching; score-based
generative models; generative models; generative adversarial networks; variational autoencoders; autoregressive image
generation; visual tokenization; normalizing flows; energy-based models; visual autoregressive models; 3D generation;
text-to-3D generation; 3D reconstruction; scene reconstruction; surface reconstruction; neural radiance fields;
Gaussian splatting; 3D Gaussian splatting; novel view synthesis; view synthesis; neural rendering; point clouds; point
cloud registration; point cloud segmentation; 3D object detection; 3D scene understanding; scene graphs; scene
understanding; depth estimation; stereo matching; multi-view stereo; camera calibration; camera pose estimation;
structure from motion; visual localization; place recognition; geo-localization; remote sensing; satellite imagery;
hyperspectral imaging; aerial images; change detection; land cover classification; event cameras; computational
photography; computational imaging; avatars; virtual try-on; mesh generation; computer graphics; physically based
rendering; computer animation; physics simulation; crowd counting; egocentric vision; hand-object interaction;
human-object interaction; eye tracking; gaze estimation; visual attention; saliency detection; sketch understanding;
art and design; cultural heritage; geometry problem solving
# Speech and audio
speech recognition; automatic speech recognition; speech synthesis; text-to-speech synthesis; voice conversion; voice
cloning; speaker recognition; speaker verification; speaker diarization; speech enhancement; speech separation; source
separation; speech translation; simultaneous translation; speech emotion recognition; spoken dialogue; spoken language
models; speech language models; keyword spotting; audio classification; audio generation; audio-language models;
audio-visual learning; audio-visual speech; sound event detection; sound localization; acoustic scenes; music
generation; music information retrieval; music transcription; audio codecs; hearing aids; audio deepfake detection;
speech disorders; bioacoustics
# Robotics
robotics; robot learning; robot manipulation; robotic manipulation; mobile manipulation; dexterous manipulation;
bimanual manipulation; deformable object manipulation; in-hand manipulation; grasping; robotic grasping; grippers;
soft robotics; soft robots; soft actuators; continuum robots; actuators; tactile sensing; force control; impedance
control; imitation learning; learning from demonstration; behavior cloning; diffusion policies; teleoperation;
vision-language-action models; embodied AI; embodied agents; vision-language navigation; visual navigation; robot
navigation; social navigation; object navigation; autonomous driving; self-driving vehicles; end-to-end driving;
trajectory prediction; behavior prediction; motion forecasting; driving simulation; traffic simulation; lane
detection; motion planning; path planning; trajectory optimization; trajectory planning; sampling-based planning; task
and motion planning; collision avoidance; multi-robot systems; swarm robotics; robot swarms; multi-robot coordination;
multi-agent path finding; exploration; coverage planning; aerial robots; unmanned aerial vehicles; quadrotors; drones;
underwater robots; underwater vehicles; marine robotics; surface vehicles; space robotics; agricultural robots;
surgical robotics; medical robotics; rehabilitation robotics; exoskeletons; prostheses; wearable robots; legged
locomotion; legged robots; quadruped robots; bipedal locomotion; humanoid robots; humanoid control; whole-body
control; human-robot interaction; human-robot collaboration; social robots; assistive robotics; simultaneous
localization and mapping; visual SLAM; visual odometry; visual-inertial odometry; LiDAR odometry; localization; indoor
localization; state estimation; sensor fusion; sensor calibration; pose graph optimization; loop closure; occupancy
mapping; semantic mapping; sim-to-real transfer; robot simulation; robot kinematics; inverse kinematics; robot
dynamics; parallel robots; robot arms; manipulator control; robot design; modular robots; micro-robots; magnetic
microrobots; robot safety; robot perception; robot assembly; peg-in-hole assembly; warehouse automation; construction
robotics; robot calibration; robot programming; behavior trees; visual servoing; cable-driven robots; climbing robots;
wheeled robots; inspection robots
# Machine learning
machine learning; deep learning; neural networks; deep neural networks; reinforcement learning; deep reinforcement
learning; offline reinforcement learning; model-based reinforcement learning; multi-agent reinforcement learning;
hierarchical reinforcement learning; inverse reinforcement learning; safe reinforcement learning; goal-conditioned
reinforcement learning; unsupervised reinforcement learning; meta-reinforcement learning; policy gradient methods;
Q-learning; credit assignment; reward shaping; intrinsic motivation; unsupervised environment design; bandits;
multi-armed bandits; contextual bandits; Markov decision processes; online learning; regret minimization; game theory;
game playing; video games; board games; meta-learning; multi-task learning; federated learning; split learning;
distributed training; differential privacy; privacy-preserving machine learning; graph neural networks; graph
representation learning; graph transformers; graph generation; hypergraphs; link prediction; node classification;
community detection; spatio-temporal forecasting; time series forecasting; time series analysis; time series anomaly
detection; time series foundation models; tabular data; tabular learning; missing data; imbalanced data; clustering;
dimensionality reduction; feature selection; kernel methods; Gaussian processes; Bayesian optimization; Bayesian
inference; Bayesian neural networks; variational inference; Markov chain Monte Carlo; causal inference; causal
discovery; treatment effect estimation; survival analysis; optimal transport; optimization; stochastic optimization;
convex optimization; non-convex optimization; stochastic gradient descent; gradient descent; adaptive optimizers;
neural network optimization; generalization bounds; generalization theory; learning theory; statistical learning
theory; overparameterization; double descent; loss landscapes; neural tangent kernel; neural scaling laws;
expressivity of neural networks; approximation theory; physics-informed neural networks; neural operators; operator
learning; scientific machine learning; surrogate modeling; implicit neural representations; equivariant neural
networks; geometric deep learning; neural differential equations; recurrent neural networks; spiking neural networks;
neuromorphic computing; reservoir computing; Hopfield networks; associative memory; evolutionary algorithms; genetic
algorithms; genetic programming; swarm intelligence; neuroevolution; hyperparameter optimization; automated machine
learning; ensemble learning; decision trees; gradient boosting; extreme classification; multi-label classification;
positive and unlabeled learning; learning to rank; symbolic regression; program synthesis; combinatorial optimization;
vehicle routing; integer programming; constraint programming; satisfiability solving; automated planning; scheduling;
fuzzy logic; rough sets; argumentation; knowledge representation; answer set programming; description logics; logic
programming; belief revision; multi-objective optimization; black-box optimization; stochastic control
# Software, systems and networks
software engineering; code generation; code completion; code reasoning; code review; program repair; automated program
repair; bug localization; fault localization; vulnerability detection; software vulnerabilities; software testing;
test generation; fuzzing; static analysis; program analysis; program verification; type systems; compilers; compiler
optimization; code optimization; code translation; programming languages; functional programming; program
comprehension; software maintenance; technical debt; refactoring; software architecture; requirements engineering;
open-source software; software supply chains; smart contracts; model checking; runtime verification; log analysis;
DevOps; microservices; cloud computing; serverless computing; edge computing; distributed systems; consensus
protocols; parallel computing; high-performance computing; GPU kernels; GPU computing; memory systems; storage
systems; file systems; databases; query optimization; query processing; data management; data integration; entity
resolution; data cleaning; data lakes; data quality; stream processing; data visualization; visual analytics; hardware
accelerators; hardware design; hardware description languages; chip design; electronic design automation; processing
in memory; FPGA accelerators; embedded systems; real-time systems; operating systems; virtualization; energy-efficient
computing; quantum machine learning; computer networks; network optimization; software-defined networking; network
traffic analysis; intrusion detection; malware detection; phishing detection; cybersecurity; cryptography;
post-quantum cryptography; homomorphic encryption; secure multi-party computation; zero-knowledge proofs; side-channel
attacks; hardware security; blockchain; cryptocurrencies; authentication; biometrics; digital forensics; privacy; data
privacy; access control; wireless communications; wireless networks; mobile networks; 5G networks; 6G networks;
channel estimation; massive MIMO; beamforming; reconfigurable intelligent surfaces; resource allocation; spectrum
sensing; integrated sensing and communication; semantic communication; satellite communications; Internet of Things;
wireless sensor networks; vehicular networks; optical communications; radar; signal processing; compressed sensing;
graph signal processing; source coding; channel coding; error-correcting codes; information theory; age of
information; array processing; direction-of-arrival estimation; WiFi sensing
# Computing and society
algorithms; approximation algorithms; graph algorithms; online algorithms; streaming algorithms; data structures;
computational complexity; parameterized complexity; circuit complexity; lower bounds; computational geometry; string
algorithms; randomized algorithms; distributed algorithms; property testing; automata theory; formal languages; lambda
calculus; type theory; proof theory; mechanism design; auctions; social choice; fair division; matching markets;
algorithmic game theory; human-computer interaction; user interfaces; user experience; accessibility; virtual reality;
augmented reality; mixed reality; haptics; wearable devices; brain-computer interfaces; crowdsourcing; social media;
social networks; information diffusion; online communities; online harms; echo chambers; network science; complex
networks; computational social science; digital health; mobile health; e-learning; educational technology; AI in
education; intelligent tutoring systems; knowledge tracing; programming education; student assessment; computing
education; smart cities; intelligent transportation systems; traffic forecasting; traffic signal control; urban
computing; mobility data; digital twins; predictive maintenance; fault diagnosis; process mining; manufacturing;
additive manufacturing; industrial automation; supply chains; computational advertising; e-commerce; financial
forecasting; stock prediction; fraud detection; precision agriculture; plant disease detection; AI for science;
weather forecasting; climate modeling; medical imaging; computational pathology; digital pathology; radiology reports;
electronic health records; clinical decision support; medical question answering; medical language models; drug
discovery; molecule generation; molecular property prediction; protein language models; bioinformatics
`;
