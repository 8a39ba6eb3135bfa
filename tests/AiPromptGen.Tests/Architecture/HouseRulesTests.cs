namespace AiPromptGen.Tests.Architecture;

/// <summary>Each house rule is tested twice: the repository keeps it, and the check finds a file that breaks it.</summary>
[TestFixture]
public sealed class HouseRulesTests
{
    /// <summary>The places where time, chance and threads enter the program.</summary>
    private static readonly string[] Allowances =
    [
        "functions/Credits/CreditsModule.cs Random.Shared",
        "functions/Platform/PlatformModule.cs TimeProvider.System",
        "functions/Uploads/DecodeGate.cs Factory.StartNew",
    ];

    private static readonly IReadOnlyList<SourceFile> Functions = Repository.Functions;
    private static readonly IReadOnlyList<SourceFile> All =
    [
        .. Functions,
        .. Repository.Files("local", ".cs"),
        .. Repository.Files("tests", ".cs"),
    ];

    [Test]
    public void Files_and_methods_can_be_read_at_once()
    {
        Assert.That(SizeChecks.LongFiles(All), Is.Empty);
        Assert.That(All.SelectMany(SizeChecks.LongMethods), Is.Empty);
    }

    [Test]
    public void Long_files_and_methods_are_found()
    {
        var statements = string.Concat(Enumerable.Repeat("x++;\n", SizeChecks.MostMethodLines));
        var file = Bad($"class A {{ void Long() {{ int x = 0;\n{statements} }} void Short() {{ }} }}");
        var local = Bad($"class A {{ void Long() {{ void Inner() {{ int x = 0;\n{statements} }} }} }}");
        var longest = Bad(new string('\n', SizeChecks.MostLines + 1));

        Assert.That(SizeChecks.LongMethods(file).ToList(), Has.Count.EqualTo(1));
        Assert.That(SizeChecks.LongMethods(local), Is.Not.Empty);
        Assert.That(SizeChecks.LongFiles([file, longest]).ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public void One_source_has_no_conditionals() =>
        Assert.That(Functions.SelectMany(SourceChecks.Conditionals), Is.Empty);

    [TestCase("#if DEBUG\nclass A;\n#endif")]
    [TestCase("class A {\n#if OFFICIAL\nint x;\n#else\nint y;\n#endif\n}")]
    public void A_conditional_is_found(string code) => Assert.That(SourceChecks.Conditionals(Bad(code)), Is.Not.Empty);

    [Test]
    public void Time_chance_and_threads_come_from_outside()
    {
        Assert.That(Functions.SelectMany(f => SourceChecks.AmbientUses(f, Allowances)), Is.Empty);
        Assert.That(SourceChecks.StaleAllowances(Functions, Allowances), Is.Empty);
    }

    [TestCase("DateTime.UtcNow")]
    [TestCase("System.DateTimeOffset.Now")]
    [TestCase("TimeProvider.System.GetUtcNow()")]
    [TestCase("Guid.NewGuid()")]
    [TestCase("Random.Shared.Next()")]
    [TestCase("new Random(1)")]
    [TestCase("Task.Run(() => { })")]
    [TestCase("Task.Factory.StartNew(() => { })")]
    public void Ambient_time_chance_and_threads_are_found(string use)
    {
        var file = Bad($"class A {{ object x = {use}; }}");

        Assert.That(SourceChecks.AmbientUses(file, []).ToList(), Has.Count.EqualTo(1));
        Assert.That(SourceChecks.AmbientUses(file, ["functions/Other.cs Task.Run"]), Is.Not.Empty);
    }

    [Test]
    public void An_allowance_holds_for_its_file_and_symbol_and_is_stale_without_a_use()
    {
        var file = Bad("class A { object x = Guid.NewGuid(); }");

        Assert.That(SourceChecks.AmbientUses(file, ["functions/Bad.cs Guid.NewGuid"]), Is.Empty);
        Assert.That(SourceChecks.AmbientUses(file, ["functions/Bad.cs Task.Run"]), Is.Not.Empty);
        Assert.That(SourceChecks.StaleAllowances([file], ["functions/Bad.cs Task.Run"]), Is.Not.Empty);
    }

    [Test]
    public void Log_lines_are_declared() => Assert.That(Functions.SelectMany(SourceChecks.AdHocLogs), Is.Empty);

    [Test]
    public void A_log_line_in_passing_is_found()
    {
        Assert.That(
            SourceChecks.AdHocLogs(Bad("class A { void F() => logger.LogInformation(\"idea {I}\", i); }")),
            Is.Not.Empty
        );
        Assert.That(
            SourceChecks.AdHocLogs(Bad("class A { void F() { this.log?.x.Log(LogLevel.Error, m); } }")),
            Is.Not.Empty
        );
        Assert.That(SourceChecks.AdHocLogs(Bad("class A { void F() => LogSwept(logger, Math.Log(3)); }")), Is.Empty);
        Assert.That(SourceChecks.AdHocLogs(Bad("class A { void Log<T>(T t) => inner.Log(1, t); }")), Is.Empty);
    }

    [Test]
    public void Orchestrators_are_static_and_in_files_named_so() =>
        Assert.That(Functions.SelectMany(SourceChecks.MisplacedOrchestrators), Is.Empty);

    [TestCase("Bad.cs", "static class A { static void Run([OrchestrationTrigger] C c) { } }")]
    [TestCase("BadOrchestrator.cs", "sealed class A { void Run([OrchestrationTrigger] C c) { } }")]
    [TestCase("BadOrchestrator.cs", "sealed class Helper;")]
    public void A_misplaced_orchestrator_is_found(string name, string code) =>
        Assert.That(SourceChecks.MisplacedOrchestrators(new SourceFile($"functions/{name}", code)), Is.Not.Empty);

    [Test]
    public void Function_names_are_unique() => Assert.That(SourceChecks.RepeatedFunctionNames(Functions), Is.Empty);

    [Test]
    public void A_repeated_function_name_is_found()
    {
        var file = Bad(
            "class A { [Function(\"Run\")] void F() { } [Function(nameof(B.Run))] void G() { } [Function(\"Go\")] void H() { } }"
        );

        Assert.That(SourceChecks.RepeatedFunctionNames([file]).ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Options_are_validated_on_start() => Assert.That(SourceChecks.OptionsNotValidated(Functions), Is.Empty);

    [Test]
    public void Options_that_are_not_validated_are_found()
    {
        var good = Bad("class GoodOptions; class M { void Add() => s.AddOptionsWithValidateOnStart<GoodOptions>(); }");
        var bad = Bad("class BadOptions; class M { void Add() => s.AddOptions<BadOptions>(); }");

        Assert.That(
            SourceChecks.OptionsNotValidated([good, bad]).ToList(),
            Has.Count.EqualTo(1).And.Some.Contains("BadOptions")
        );
    }

    [Test]
    public void No_file_names_the_host_of_a_package_registry()
    {
        // Written in parts, because this file would otherwise be found to mention them.
        string[] hosts =
        [
            string.Join('.', "nuget", "org"),
            string.Join('.', "npmjs", "org"),
            string.Join('.', "npmjs", "com"),
            string.Join('.', "yarnpkg", "com"),
            string.Join('.', "debian", "org"),
            string.Join('.', "pkgs", "dev", "azure", "com"),
        ];
        var texts = Repository.Files("", "");

        Assert.That(texts.SelectMany(f => SourceChecks.Mentions(f, hosts)), Is.Empty);
        Assert.That(texts.Select(f => f.Path), Does.Contain(".ci/run").And.Contain("local/azurite/package-lock.json"));
        Assert.That(SourceChecks.Mentions(Bad("// see api." + hosts[0]), hosts), Is.Not.Empty);
    }

    private static SourceFile Bad(string code) => new("functions/Bad.cs", code);
}
