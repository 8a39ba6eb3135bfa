using AiPromptGen.Benchmarks;
using BenchmarkDotNet.Running;

if (args is [IntakeMemory.Command])
{
    return await IntakeMemory.RunAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(Samples).Assembly).Run(args);
return 0;
