using AiPromptGen.Benchmarks;
using AiPromptGen.Benchmarks.Scale;
using BenchmarkDotNet.Running;

if (args is [IntakeMemory.Command, ..])
{
    return await IntakeMemory.RunAsync(hostileOnly: args is [_, "hostile"]);
}

if (args is [ScaleProgram.Command])
{
    return await ScaleProgram.RunAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(Samples).Assembly).Run(args);
return 0;
