using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using AiPromptGen.Host.Start;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>What an editor starts on F5: MSBuild's properties of the app, as they are without running a target.</summary>
[TestFixture]
internal sealed class RunCommandTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Test]
    public async Task The_evaluated_command_starts_the_local_host()
    {
        var data = Directory.CreateTempSubdirectory("run-command-").FullName;
        var properties = await PropertiesAsync();
        var start = new ProcessStartInfo(
            properties.GetProperty("RunCommand").GetString()!,
            $"{properties.GetProperty("RunArguments").GetString()} --urls=http://127.0.0.1:0"
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = properties.GetProperty("RunWorkingDirectory").GetString(),
        };
        start.Environment["LOCAL_DATA"] = data;
        using var program = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var line = await program.StandardOutput.ReadLineAsync(limit.Token);

            Assert.That(line, Does.StartWith("Listening on http://127.0.0.1:"));
        }
        finally
        {
            program.Kill();
            // The storage emulator has this, too, and saves before it ends.
            await program.StandardOutput.ReadToEndAsync(CancellationToken.None).WaitAsync(Limit);
            Directory.Delete(data, recursive: true);
        }
    }

    [Test]
    public async Task Without_a_host_the_app_says_in_a_line_how_it_is_started()
    {
        using var program = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", (await PropertiesAsync()).GetProperty("TargetPath").GetString()!])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        using var limit = new CancellationTokenSource(Limit);

        var said = await program.StandardError.ReadToEndAsync(limit.Token);
        await program.WaitForExitAsync(limit.Token);

        Assert.That(program.ExitCode, Is.EqualTo(1));
        Assert.That(said, Does.Match(@"^A Functions app is started by a host: run `dotnet run [^\n]*\n$"));
        Assert.That(await program.StandardOutput.ReadToEndAsync(limit.Token), Is.Empty);
    }

    private static async Task<JsonElement> PropertiesAsync()
    {
        var project = Path.Combine(LocalConfiguration.RepositoryRoot!, "functions", "AiPromptGen.Functions.csproj");
        var build = typeof(App).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        using var ask = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    "msbuild",
                    project,
                    $"-p:Configuration={build}",
                    "-getProperty:RunCommand,RunArguments,RunWorkingDirectory,TargetPath",
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        var answer = await ask.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
        return JsonElement.Parse(answer).GetProperty("Properties");
    }
}
