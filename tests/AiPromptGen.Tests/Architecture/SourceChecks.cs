using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AiPromptGen.Tests.Architecture;

/// <summary>House rules that none of our analyzers checks, read from the source itself. Each check returns what is wrong and where.</summary>
internal static class SourceChecks
{
    private static readonly HashSet<string> Ambient = new(StringComparer.Ordinal)
    {
        "DateTime.Now",
        "DateTime.UtcNow",
        "DateTime.Today",
        "DateTimeOffset.Now",
        "DateTimeOffset.UtcNow",
        "TimeProvider.System",
        "Guid.NewGuid",
        "Guid.CreateVersion7",
        "Random.Shared",
        "Task.Run",
        "Factory.StartNew",
        "Thread.Sleep",
    };

    private static readonly HashSet<string> LogMethods = new(StringComparer.Ordinal)
    {
        "Log",
        "LogTrace",
        "LogDebug",
        "LogInformation",
        "LogWarning",
        "LogError",
        "LogCritical",
    };

    /// <summary>Finds conditional compilation (<c>#if</c>), which makes two programs from one source, and only one of them is tested.</summary>
    public static IEnumerable<string> Conditionals(SourceFile file) =>
        file
            .Syntax.DescendantTrivia()
            .Where(t => t.IsKind(SyntaxKind.IfDirectiveTrivia))
            .Select(t => $"{file.At(t.GetStructure()!)} has #if");

    /// <summary>Finds uses of the clock, of chance or of threads that are not injected and that no allowance "path symbol" permits.</summary>
    public static IEnumerable<string> AmbientUses(SourceFile file, IReadOnlyCollection<string> allowed) =>
        AmbientIn(file)
            .Where(use => !allowed.Contains($"{file.Path} {use.Symbol}"))
            .Select(use => $"{file.At(use.Node)} uses {use.Symbol}");

    /// <summary>Finds allowances that nothing needs any more, which would hide the next use.</summary>
    public static IEnumerable<string> StaleAllowances(IEnumerable<SourceFile> files, IEnumerable<string> allowed)
    {
        var used = files.SelectMany(f => AmbientIn(f).Select(use => $"{f.Path} {use.Symbol}")).ToHashSet();
        return allowed.Where(a => !used.Contains(a)).Select(a => $"'{a}' is allowed but not used");
    }

    /// <summary>Log lines are declared with [LoggerMessage]: a fixed text, an event id, named values that can be reviewed.</summary>
    public static IEnumerable<string> AdHocLogs(SourceFile file) =>
        file
            .Syntax.DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Where(call =>
                call.Expression is MemberAccessExpressionSyntax access
                && LogMethods.Contains(access.Name.Identifier.Text)
                && LastName(access.Expression) is not ("Math" or "MathF")
                && !IsLogger(call)
            )
            .Select(call => $"{file.At(call)} logs without [LoggerMessage]");

    /// <summary>Whether the call belongs to a logger class of ours, which passes on lines that were declared elsewhere.</summary>
    private static bool IsLogger(InvocationExpressionSyntax call) =>
        call.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault()
            is { Identifier.Text: "Log", TypeParameterList: not null };

    /// <summary>The banned-API rules hold by file name; a static class can have nothing injected.</summary>
    public static IEnumerable<string> MisplacedOrchestrators(SourceFile file)
    {
        var isNamed = file.Name.EndsWith("Orchestrator.cs", StringComparison.Ordinal);
        foreach (var type in file.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>())
        {
            var orchestrates = type.DescendantNodes()
                .OfType<ParameterSyntax>()
                .Any(p => Attributes(p.AttributeLists).Any(a => Is(a, "OrchestrationTrigger")));
            if (orchestrates && !isNamed)
            {
                yield return $"{file.At(type)} orchestrates outside a file named *Orchestrator.cs";
            }

            if ((orchestrates || isNamed) && !type.Modifiers.Any(SyntaxKind.StaticKeyword))
            {
                yield return $"{file.At(type)} is in an orchestrator's file and not static";
            }
        }
    }

    /// <summary>A durable function's name is stored in running instances: two of one name, and one of them never runs.</summary>
    public static IEnumerable<string> RepeatedFunctionNames(IEnumerable<SourceFile> files) =>
        files
            .SelectMany(f =>
                f.Syntax.DescendantNodes()
                    .OfType<AttributeSyntax>()
                    .Where(a => Is(a, "Function"))
                    .Select(a => (Name: NameIn(a), At: f.At(a)))
            )
            .GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1)
            .Select(g => $"function {g.Key} is there {g.Count()} times: {string.Join(", ", g.Select(f => f.At))}");

    /// <summary>Wrong settings stop the start; they do not fail the first person who needs them.</summary>
    public static IEnumerable<string> OptionsNotValidated(IReadOnlyCollection<SourceFile> files)
    {
        var validated = files
            .SelectMany(f => f.Syntax.DescendantNodes().OfType<GenericNameSyntax>())
            .Where(n =>
                n.Identifier.Text is "AddOptionsWithValidateOnStart" or "AddCheckedOptions"
                || n is { Identifier.Text: "AddOptions", TypeArgumentList.Arguments.Count: 2 }
            )
            .Select(n => n.TypeArgumentList.Arguments[0].ToString())
            .ToHashSet(StringComparer.Ordinal);
        return from file in files
            from type in file.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>()
            where type.Identifier.Text.EndsWith("Options", StringComparison.Ordinal)
            where !type.Modifiers.Any(SyntaxKind.StaticKeyword) && !validated.Contains(type.Identifier.Text)
            select $"{file.At(type)} {type.Identifier.Text} is not validated on start";
    }

    public static IEnumerable<string> Mentions(SourceFile file, IEnumerable<string> words) =>
        words
            .Where(w => file.Text.Contains(w, StringComparison.OrdinalIgnoreCase))
            .Select(w => $"{file.Path} names {w}");

    private static IEnumerable<(string Symbol, SyntaxNode Node)> AmbientIn(SourceFile file)
    {
        foreach (var node in file.Syntax.DescendantNodes())
        {
            var symbol = node switch
            {
                MemberAccessExpressionSyntax access => $"{LastName(access.Expression)}.{access.Name.Identifier.Text}",
                ObjectCreationExpressionSyntax made when LastName(made.Type) == "Random" => "new Random",
                _ => "",
            };
            if (symbol == "new Random" || Ambient.Contains(symbol))
            {
                yield return (symbol, node);
            }
        }
    }

    private static string LastName(SyntaxNode node) => node.ToString().Split('.')[^1];

    private static IEnumerable<AttributeSyntax> Attributes(SyntaxList<AttributeListSyntax> lists) =>
        lists.SelectMany(l => l.Attributes);

    private static bool Is(AttributeSyntax attribute, string name) => LastName(attribute.Name) == name;

    private static string NameIn(AttributeSyntax function) =>
        function.ArgumentList?.Arguments[0].Expression switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            InvocationExpressionSyntax nameOf => LastName(nameOf.ArgumentList.Arguments[0].Expression),
            var other => other?.ToString() ?? "",
        };
}
