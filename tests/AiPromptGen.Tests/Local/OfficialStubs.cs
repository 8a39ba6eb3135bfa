using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AiPromptGen.Tests.Local;

/// <summary>Turns a list of official signatures into an assembly that can be compiled against, and does nothing.</summary>
internal static partial class OfficialStubs
{
    /// <summary>What the lists leave out and functions/ leans on: which interfaces a type implements, and what a delegate takes.</summary>
    private static readonly Dictionary<string, string> Extra = new(StringComparer.Ordinal)
    {
        ["Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder"] =
            "Microsoft.Azure.Functions.Worker.IFunctionsWorkerApplicationBuilder",
        ["Microsoft.Azure.Functions.Worker.Middleware.FunctionExecutionDelegate"] =
            "System.Threading.Tasks.Task {0}(Microsoft.Azure.Functions.Worker.FunctionContext context)",
    };

    /// <summary>
    /// Members whose types are in no list and no reference are left out one by one, until the rest compiles; a call of one of
    /// them then fails the compilation of the caller.
    /// </summary>
    public static CSharpCompilation Compile(string lists, IReadOnlyList<MetadataReference> references)
    {
        var lines = lists.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').ToList();
        while (true)
        {
            var compilation = CSharpCompilation.Create(
                "Official",
                [CSharpSyntaxTree.ParseText(Source(lines))],
                references,
                new(OutputKind.DynamicallyLinkedLibrary, warningLevel: 0)
            );
            var wrong = compilation
                .GetDiagnostics()
                .Where(d => d.Severity == DiagnosticSeverity.Error)
                .Select(LineOf)
                .ToHashSet();
            if (wrong.Count == 0)
            {
                return compilation;
            }

            var fewer = lines.Select((line, at) => wrong.Contains(at) ? Without(line) : line).OfType<string>().ToList();
            lines = fewer.SequenceEqual(lines, StringComparer.Ordinal)
                ? throw new InvalidOperationException("The lists cannot be made to compile.")
                : fewer;
        }
    }

    /// <summary>Every line of the list becomes text that begins with its number, so that an error leads back to it.</summary>
    private static string Source(List<string> lines)
    {
        var all = lines.Where(l => l[0] != ' ').Select(l => Header().Match(l).Groups["name"].Value).ToHashSet();
        var text = new StringBuilder();
        for (var at = 0; at < lines.Count; )
        {
            var header = Header().Match(lines[at]);
            var members = lines.Skip(at + 1).TakeWhile(l => l[0] == ' ').ToList();
            AddType(text, header, members, at, all);
            at += members.Count + 1;
        }

        return text.ToString();
    }

    private static void AddType(StringBuilder text, Match header, List<string> members, int at, HashSet<string> all)
    {
        var full = header.Groups["name"].Value;
        var dot = LastDot(full);
        var (outer, name) = (full[..dot], full[(dot + 1)..]);
        // A nested type is written into a part of the type around it.
        var around = all.Contains(outer) ? outer[(LastDot(outer) + 1)..] : null;
        var space = around is null ? outer : outer[..LastDot(outer)];
        var kind = header.Groups["kind"].Value;
        text.AppendLine(null, $"namespace {space} {{ {(around is null ? "" : $"partial class {around} {{")}");
        text.AppendLine(null, $"#line {at + 1}");
        if (kind is "delegate")
        {
            var signature = Extra.GetValueOrDefault(full, "void {0}()");
            text.AppendLine(null, $"public delegate {string.Format(null, signature, name)};");
        }
        else
        {
            List<string> parents = [header.Groups["parent"].Value, Extra.GetValueOrDefault(full, "")];
            parents.RemoveAll(p => p.Length == 0);
            var modifier = header.Groups["modifier"].Value;
            var partial = kind is "enum" ? "" : "partial";
            text.AppendLine(
                null,
                $"public {modifier} {partial} {kind} {name} {(parents.Count > 0 ? ":" : "")} {string.Join(", ", parents)} {{"
            );
            var isClass = kind is "class" && modifier is not "static";
            // So that whatever derives from it in here need not know how it is made.
            if (isClass && !members.Exists(line => line.Trim() is "ctor()"))
            {
                text.AppendLine(null, $"internal {Bare(name)}() {{ }}");
            }

            foreach (var (line, index) in members.Select((line, index) => (line.Trim(), index)))
            {
                text.AppendLine(null, $"#line {at + index + 2}").AppendLine(Member(line, kind, Bare(name)));
            }

            text.AppendLine("}");
        }

        text.AppendLine(null, $"}} {(around is null ? "" : "}")}");
    }

    private static string Member(string line, string kind, string type)
    {
        if (kind is "enum")
        {
            return line + ",";
        }

        var text = ParamArray().Replace(Fallback().Replace(line, " = default"), "params ${array}");
        text = text.Replace("abstract ", kind is "interface" ? "" : "virtual ", StringComparison.Ordinal);
        var access = kind is "interface" || text.StartsWith("protected ", StringComparison.Ordinal) ? "" : "public ";
        if (text.StartsWith("ctor(", StringComparison.Ordinal))
        {
            return $"public {type}{text[4..]} {{ }}";
        }

        if (Operator().Match(text) is { Success: true } operation)
        {
            return $"public static implicit operator {operation.Groups["to"].Value}({operation.Groups["from"].Value}) => throw null;";
        }

        if (text.StartsWith("const ", StringComparison.Ordinal))
        {
            return $"public {text} = default;";
        }

        var isProperty = text.EndsWith('}');
        return (isProperty, kind) switch
        {
            (true, "interface") => text,
            (true, _) => access
                + text.Replace("get;", "get => throw null;", StringComparison.Ordinal)
                    .Replace("set;", "set { }", StringComparison.Ordinal)
                    .Replace("init;", "init { }", StringComparison.Ordinal),
            (false, "interface") => text + ";",
            _ => text.EndsWith(')') ? $"{access}{text} => throw null;" : $"{access}{text};",
        };
    }

    /// <returns>The line with less of it, or null: a type loses its parent first, a member goes.</returns>
    private static string? Without(string line)
    {
        var header = Header().Match(line);
        return line[0] == ' ' ? null
            : header.Groups["parent"].Success ? line[..line.LastIndexOf(" : ", StringComparison.Ordinal)]
            : throw new InvalidOperationException($"It cannot be declared: {line}");
    }

    private static int LineOf(Diagnostic error) => error.Location.GetMappedLineSpan().StartLinePosition.Line;

    private static string Bare(string name) => name.Split('<')[0];

    private static int LastDot(string name) => name.Split('<')[0].LastIndexOf('.');

    [GeneratedRegex(
        @"^((?<modifier>\w+) )?(?<kind>class|struct|interface|enum|delegate) (?<name>.+?)( : (?<parent>.+))?$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Header();

    [GeneratedRegex(@" = [^,)]+", RegexOptions.None, 1000)]
    private static partial Regex Fallback();

    // The lists do not tell; a last array that the caller may leave out is one.
    [GeneratedRegex(@"(?<array>(string|object)\[\] \w+\)$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ParamArray();

    [GeneratedRegex(@"^static (?<to>\S+) op_Implicit\((?<from>.*)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Operator();
}
