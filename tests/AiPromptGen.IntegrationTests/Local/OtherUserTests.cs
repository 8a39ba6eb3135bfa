using System.Runtime.Versioning;
using AiPromptGen.Host.Start;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>
/// What a run of another user has made, under sudo for example: a start that may not use it takes nothing away from that run
/// and says in a line what is wrong.
/// </summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
[SupportedOSPlatform("linux")]
[Platform("Linux", Reason = "What is left running is read from /proc")]
internal sealed class OtherUserTests : StartFixture
{
    private static readonly UnixFileMode Everybody = (UnixFileMode)0b111_111_111;

    /// <summary>Root may do everything, so the script is somebody else from this call on.</summary>
    private string NodeOfNobodyFrom(string module, string call)
    {
        var script = Path.Combine(Data, "nobody.js");
        File.WriteAllText(
            script,
            $$"""
            const library = require('{{module}}');
            const call = library.{{call}};
            library.{{call}} = (...given) => {
              if (process.getuid() === 0) process.setuid(65534);
              return call.apply(library, given);
            };
            """
        );
        return $"--require {script}";
    }

    [Test]
    public async Task A_lock_that_may_not_be_asked_is_left_alone()
    {
        var first = Start();
        var listening = await first.FirstLine.WaitAsync(Limit);
        var folder = Path.Combine(Data, "azurite");
        var socket = Path.Combine(folder, "emulator.lock");
        // Somebody else could remove it, but not ask whose it is.
        File.SetUnixFileMode(Data, Everybody);
        File.SetUnixFileMode(folder, Everybody);
        File.SetUnixFileMode(Path.Combine(folder, "azurite.log"), Everybody);
        File.SetUnixFileMode(socket, UnixFileMode.None);

        var line = await LineOfAsync(Start(("NODE_OPTIONS", NodeOfNobodyFrom("net", "createServer"))));

        Assert.That(line, Does.StartWith("The storage emulator cannot start").And.Contain("EACCES"));
        Assert.That(line, Does.Contain("emulator.lock").And.Contain(folder).And.Contain("another user"));
        Assert.That(File.Exists(socket));
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{listening!["Listening on ".Length..]}/health"));
        Assert.That(answer.IsSuccessStatusCode);
    }

    [Test]
    public async Task Data_that_may_not_be_written_are_named()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Data, "azurite")).FullName;
        var database = Path.Combine(folder, "__azurite_db_table__.json");
        await File.WriteAllTextAsync(database, "{}");
        File.SetUnixFileMode(Data, Everybody);
        File.SetUnixFileMode(folder, Everybody);
        File.SetUnixFileMode(database, UnixFileMode.UserRead);

        var line = await LineOfAsync(Start(("NODE_OPTIONS", NodeOfNobodyFrom("fs", "readdirSync"))));

        Assert.That(line, Does.StartWith("The storage emulator cannot start").And.Contain("EACCES"));
        Assert.That(line, Does.Contain(database).And.Contain("another user"));
    }

    /// <summary>A folder in the place of a file is refused to root as well.</summary>
    [TestCase("azurite/azurite.log", "The storage emulator cannot start")]
    [TestCase("development-key.pem/in-the-way", "The development key")]
    public async Task A_file_that_cannot_be_used_is_one_line(string folder, string line)
    {
        Directory.CreateDirectory(Path.Combine(Data, folder));

        Assert.That(
            await LineOfAsync(Start()),
            Does.StartWith(line).And.Contain(Path.Combine(Data, folder.Split("/in")[0]))
        );
    }

    [Test]
    public async Task The_report_of_a_failed_start_goes_where_it_can()
    {
        Directory.CreateDirectory(Path.Combine(Data, "start-failure.txt"));
        // Nothing expects this, so it has no line of its own.
        await File.WriteAllTextAsync(Path.Combine(Data, "azurite"), "");

        var line = await LineOfAsync(Start());

        Assert.That(line, Does.StartWith("The program could not start (IOException); see "));
        Assert.That(File.Exists(line.Split("see ")[1].TrimEnd('.')), line);
    }
}
