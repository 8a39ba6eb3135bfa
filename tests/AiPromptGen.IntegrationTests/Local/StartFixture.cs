using System.Diagnostics;
using System.Runtime.Versioning;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>The program from outside, as `dotnet run` starts it, with a data folder for each test.</summary>
[SupportedOSPlatform("linux")]
internal abstract class StartFixture
{
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    protected static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    protected static readonly int[] Signals =
    [
        MarkedProgram.Interrupt,
        MarkedProgram.Terminate,
        MarkedProgram.Quit,
        MarkedProgram.HangUp,
    ];

    private readonly List<MarkedProgram> programs = [];

    /// <summary>The folder of the programs' data, and of what else a test needs.</summary>
    protected string Data { get; private set; } = null!;

    /// <summary>In a fresh clone npm installs the storage emulator, which takes longer than a start may.</summary>
    [OneTimeSetUp]
    public static void Have_an_emulator() => _ = TestStorage.ConnectionString;

    [SetUp]
    public void Make_a_data_folder() => Data = Directory.CreateTempSubdirectory("start-").FullName;

    [TearDown]
    public async Task Leave_nothing_behind()
    {
        programs.ForEach(program => program.Dispose());
        // The storage emulator of one that is killed saves before it ends.
        await Task.WhenAll(programs.Select(program => program.LeftAsync(Limit)));
        programs.Clear();
        Directory.Delete(Data, recursive: true);
    }

    protected MarkedProgram Start() => Start([], []);

    protected MarkedProgram Start(params string[] settings) => Start([], settings);

    protected MarkedProgram Start(params (string Name, string Value)[] environment) => Start(environment, []);

    protected MarkedProgram Start((string Name, string Value)[] environment, string[] settings)
    {
        var variables = environment.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        variables["LOCAL_DATA"] = Data;
        var program = new MarkedProgram(variables, ["--urls=http://127.0.0.1:0", .. settings]);
        programs.Add(program);
        return program;
    }

    protected static async Task InterruptAsync(MarkedProgram program, int signal, TimeSpan allowed)
    {
        var watch = Stopwatch.StartNew();
        if (signal is MarkedProgram.Terminate)
        {
            program.Send(signal);
        }
        else
        {
            program.SendFromTerminal(signal);
        }

        await program.EndAsync(Limit);
        Assert.That(await program.LeftAsync(Limit), Is.Empty);
        Assert.That(watch.Elapsed, Is.LessThan(allowed), string.Join('\n', program.Errors));
        Assert.That(program.Errors.Where(line => !line.Contains('…')), Is.Empty);
    }

    /// <summary>The one line of a start that fails.</summary>
    protected static async Task<string> LineOfAsync(MarkedProgram program)
    {
        Assert.That(await program.EndAsync(Limit), Is.EqualTo(1));
        Assert.That(await program.FirstLine, Is.Null);
        Assert.That(await program.LeftAsync(Moment), Is.Empty);
        return program.Errors.Single(line => !line.Contains('…'));
    }
}
