using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(AiPromptGen.Benchmarks.Samples).Assembly).Run(args);
