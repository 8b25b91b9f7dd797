import type { NameWord } from './kinds'

const MODELS = [
  ...['ChatGPT', 'Chat GPT', 'InstructGPT', 'GPT', 'GPT-2', 'GPT-3', 'GPT-3.5', 'GPT-4', 'GPT-4o', 'GPT-5', 'GPT-J'],
  ...['text-davinci', 'DaVinci003', 'davinci-003', 'Codex', 'OpenAI o1', 'OpenAI o3'],
  ...['Claude', 'Claude Instant', 'Claude Haiku', 'Claude Sonnet', 'Claude Opus'],
  ...['Bard', 'Gemini', 'Gemma', 'PaLM', 'LaMDA', 'Flan-T5', 'Sparrow', 'Chinchilla'],
  ...['LLaMA', 'Llama 2', 'Code Llama', 'OPT-IML', 'BlenderBot', 'Galactica'],
  ...['Mistral', 'Mixtral', 'Grok', 'Copilot', 'Bing Chat', 'Phi-2', 'Phi-3', 'Phi-4'],
  ...['Alpaca', 'Vicuna', 'Koala 13B', 'Dolly 2', 'OpenAssistant', 'StableLM', 'Guanaco', 'WizardLM', 'Zephyr 7B'],
  ...['Falcon 7B', 'Falcon 40B', 'Falcon 180B', 'MPT-7B', 'MPT-30B', 'BLOOMZ', 'Pythia 12B', 'Command R', 'DBRX'],
  ...['Jurassic-2', 'Pi by Inflection', 'Perplexity AI', 'Qwen', 'ChatGLM', 'GLM-4', 'Baichuan', 'InternLM'],
  ...[
    'Ernie Bot',
    'Hunyuan',
    'Kimi',
    'Doubao',
    'Yi-34B',
    'DeepSeek',
    'HyperCLOVA',
    'EXAONE',
    'SOLAR 10.7B',
    'Nemotron',
  ],
  ...[
    '챗GPT',
    '챗지피티',
    '클로드',
    '제미나이',
    '하이퍼클로바',
    '클로바X',
    '엑사원',
    '라마 2',
    '라마 3',
    '코파일럿',
    '큐원',
    '큐웬',
  ],
  ...['퍼플렉시티', '그록', '젬마', 'KoAlpaca', 'Kanana', '솔라 프로', '에이닷', '뤼튼', '딥시크'],
  ...['文心一言', '通义千问', '混元', '豆包', '讯飞星火'],
]

const MAKERS = [
  ...['OpenAI', 'Open AI', 'Anthropic', 'DeepMind', 'Google', 'Google AI', 'Microsoft', 'Meta AI', 'Facebook AI'],
  ...[
    'Mistral AI',
    'Cohere',
    'xAI',
    'Stability AI',
    'Hugging Face',
    'Inflection AI',
    'AI21',
    'Aleph Alpha',
    'EleutherAI',
  ],
  ...['Databricks', 'MosaicML', 'Technology Innovation Institute', 'BigScience', 'LMSYS', 'Character.AI', 'NVIDIA'],
  ...[
    'Alibaba',
    'Baidu',
    'Tencent',
    'ByteDance',
    'Zhipu',
    'Moonshot AI',
    'iFlytek',
    'Naver',
    'Kakao',
    'LG AI Research',
  ],
  ...[
    '오픈AI',
    '앤트로픽',
    '앤스로픽',
    '딥마인드',
    '구글',
    '네이버',
    '카카오',
    '업스테이지',
    '오픈에이아이',
    'SK텔레콤',
    'LG AI연구원',
    '엔씨소프트',
    '마이크로소프트',
    '엔비디아',
    '메타 AI',
    '미스트랄',
    '허깅페이스',
    '알리바바',
    '바이두',
    '텐센트',
    '바이트댄스',
    '百度',
    '阿里巴巴',
    '腾讯',
    '字节跳动',
  ],
]

/** What a system says of itself without a name: that it is an AI, that somebody made it, what it was trained on. */
const PHRASES = [
  ...[
    'as an AI',
    'as an AI model',
    'as an AI assistant',
    'as an AI chatbot',
    'as an AI language model',
    'as an AI system',
  ],
  ...['as an artificial intelligence', 'as a language model', 'as a large language model', 'as a chatbot', "I'm an AI"],
  ...['I am an AI', 'I am a language model', "I'm a language model", 'I am a large language model'],
  ...["I'm a large language model", 'I am just an AI', "I'm just an AI", 'my training data', 'my knowledge cutoff'],
  ...['my knowledge cut-off', 'my last knowledge update', 'my developers', 'my creators'],
  '제 학습 데이터',
  ...[
    '作为一个人工智能',
    '作为人工智能',
    '作为一个AI',
    '作为AI',
    '我是一个人工智能',
    'AI言語モデル',
    '大規模言語モデルとして',
  ],
]

const SELVES = ['AI', 'AI model', 'AI assistant', 'AI language model', 'language model', 'chatbot', 'virtual assistant']
const MADE = ['developed by', 'created by', 'made by', 'trained by', 'built by', 'designed by']
const CLAUSES = [
  ...SELVES,
  ...SELVES.map((self) => `${self} that was`),
  'I was',
  'I am',
  "I'm",
  'I have been',
  "I've been",
]

/** Makers, models and phrases that tell of them, looked for on every site. */
export const BUILT_IN: readonly NameWord[] = [
  ...MODELS.map((word): NameWord => ({ word, kind: 'MODEL' })),
  ...MAKERS.map((word): NameWord => ({ word, kind: 'MAKER' })),
  ...PHRASES.map((word): NameWord => ({ word, kind: 'PHRASE' })),
  ...CLAUSES.flatMap((clause) =>
    MADE.map((made): NameWord => ({ word: `${clause} ${made}`, kind: 'PHRASE', opens: true })),
  ),
]
