using AiPromptGen;
using AiPromptGen.Platform;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
if (!Hosting.HasHost(builder.Configuration))
{
    await Console.Error.WriteLineAsync(
        "A Functions app is started by a host: run `dotnet run --project functions`, or `func start` as README.md tells."
    );
    return 1;
}

builder.AddAiPromptGen();
await builder.Build().RunAsync();
return 0;
