// The engine's namespaces are its folders. This file is compiled into every project that uses the engine, so that a type
// can move from one folder to another without a change in the files that use it.
global using AiPromptGen.Prompts;
global using AiPromptGen.Prompts.Exports;
global using AiPromptGen.Prompts.Ideas;
global using AiPromptGen.Prompts.Library;
global using AiPromptGen.Prompts.Pictures;
global using AiPromptGen.Prompts.Recovery;
global using AiPromptGen.Prompts.Remix;
global using AiPromptGen.Prompts.Safety;
global using AiPromptGen.Prompts.Structure;
global using AiPromptGen.Prompts.Syntax;
global using AiPromptGen.Prompts.Syntax.Flux;
global using AiPromptGen.Prompts.Syntax.Ideogram;
global using AiPromptGen.Prompts.Syntax.InvokeAI;
global using AiPromptGen.Prompts.Syntax.Linting;
global using AiPromptGen.Prompts.Syntax.Midjourney;
global using AiPromptGen.Prompts.Syntax.Prose;
global using AiPromptGen.Prompts.Syntax.Reading;
global using AiPromptGen.Prompts.Syntax.StableDiffusion;
global using AiPromptGen.Prompts.Syntax.Tags;
global using AiPromptGen.Prompts.Syntax.Video;
global using AiPromptGen.Prompts.Syntax.Writing;
global using AiPromptGen.Prompts.Syntax.Writing.Tokens;
global using AiPromptGen.Prompts.Templates;
