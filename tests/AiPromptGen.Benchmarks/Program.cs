using AiPromptGen.Benchmarks;
using AiPromptGen.Benchmarks.Scale;
using BenchmarkDotNet.Running;

if (args is [IntakeMemory.Command])
{
    return await IntakeMemory.RunAsync();
}

if (args is [ScaleProgram.Command])
{
    return await ScaleProgram.RunAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(Samples).Assembly).Run(args);
return 0;
