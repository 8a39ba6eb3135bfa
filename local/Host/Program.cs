using System.Runtime.Loader;
using AiPromptGen.Host.Start;

// The first argument names the app's assembly; the others are settings.
var app = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(args[0]));
Environment.Exit(await LocalProgram.RunAsync(app, args[1..]));
