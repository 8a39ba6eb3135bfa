using AiPromptGen.Tests.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AiPromptGen.Tests.Local;

/// <summary>functions/ compiles against the official signatures, overloads and all, as it does against the stand-ins.</summary>
[TestFixture]
internal sealed class OfficialCompilationTests
{
    private static readonly CSharpParseOptions Latest = new(LanguageVersion.Preview);

    private static readonly string[] Packages =
    [
        "Microsoft.Azure.Functions",
        "Microsoft.DurableTask",
        "PaypalServerSdk",
    ];

    /// <summary>What implicit usings bring.</summary>
    private static readonly SyntaxTree Usings = CSharpSyntaxTree.ParseText(
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """,
        Latest
    );

    private static readonly ILookup<bool, MetadataReference> References = (
        (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!
    )
        .Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("AiPromptGen.", StringComparison.Ordinal))
        .ToLookup(
            path => Path.GetFileName(path).StartsWith("Local.", StringComparison.Ordinal),
            path => (MetadataReference)MetadataReference.CreateFromFile(path)
        );

    private static readonly Lazy<IReadOnlyList<MetadataReference>> Official = new(() =>
        [
            OfficialStubs
                .Compile(
                    OfficialApi.Text("official-api.txt") + "\n" + OfficialApi.Text("official-paypal-api.txt"),
                    [.. References[false]]
                )
                .ToMetadataReference(),
        ]
    );

    /// <summary>What source generators write is missing in both: they do not run here.</summary>
    [Test]
    public void The_program_compiles_against_the_official_signatures_as_against_the_stand_ins()
    {
        var sources = Repository
            .Functions.Select(f => CSharpSyntaxTree.ParseText(f.Text, Latest, f.Path))
            .Append(Usings)
            .ToList();
        var touching = sources
            .Where(s => Packages.Any(p => s.ToString().Contains(p, StringComparison.Ordinal)))
            .ToList();

        var known = Errors(sources, touching, References[true]);

        Assert.That(touching, Has.Count.GreaterThan(60));
        Assert.That(Errors(sources, touching, Official.Value).Except(known, StringComparer.Ordinal), Is.Empty);
        Assert.That(
            known.Where(error => !error.Contains("CS8795", StringComparison.Ordinal)),
            Has.All.Match("IValidateOptions|Json"),
            "they would hide what they mention"
        );
    }

    [TestCase("context.CallActivityAsync<int>(name, input, options)", true)]
    [TestCase("context.CallActivityAsync<int>(name, input, options, extra: 1)", false)]
    [TestCase("context.NewGuid().ToString()", true)]
    [TestCase("context.Sleep(TimeSpan.Zero)", false)]
    [TestCase("new RetryPolicy(3, TimeSpan.Zero) with { }", false)]
    [TestCase(
        "new Microsoft.Azure.Functions.Worker.HttpTriggerAttribute(Microsoft.Azure.Functions.Worker.AuthorizationLevel.Anonymous, \"get\", \"post\") { Route = \"\" }",
        true
    )]
    [TestCase(
        "new Microsoft.Azure.Functions.Worker.HttpTriggerAttribute(Microsoft.Azure.Functions.Worker.AuthorizationLevel.Anonymous, \"get\") { Path = \"\" }",
        false
    )]
    public void What_the_packages_lack_is_found(string expression, bool compiles)
    {
        var source = $$"""
            using Microsoft.DurableTask;
            static class Sample
            {
                public static object Use(TaskOrchestrationContext context, string name, object input, TaskOptions options)
                    => {{expression}};
            }
            """;

        var sample = CSharpSyntaxTree.ParseText(source, Latest);

        Assert.That(Errors([sample, Usings], [sample], Official.Value), compiles ? Is.Empty : Is.Not.Empty);
    }

    /// <param name="touching">Only these are looked into: the rest says nothing of a package.</param>
    private static List<string> Errors(
        IEnumerable<SyntaxTree> sources,
        IEnumerable<SyntaxTree> touching,
        IEnumerable<MetadataReference> packages
    )
    {
        var program = CSharpCompilation.Create(
            "Program",
            sources,
            [.. References[false], .. packages],
            new(OutputKind.ConsoleApplication)
        );
        return
        [
            .. touching
                .SelectMany(tree => program.GetSemanticModel(tree).GetDiagnostics())
                .Where(d => d.Severity == DiagnosticSeverity.Error)
                .Select(d => d.ToString()),
        ];
    }
}
