using System.Text.RegularExpressions;

namespace AiPromptGen.Tests.Local;

/// <summary>The public API of PayPal's own package, to which the stand-in's is held.</summary>
internal sealed partial class OfficialApi
{
    private readonly Dictionary<string, Header> headers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> members = new(StringComparer.Ordinal);

    /// <param name="text">One type per line, its members indented below it; comments begin with a hash.</param>
    public OfficialApi(string text)
    {
        HashSet<string>? current = null;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#'))
        {
            if (line[0] == ' ')
            {
                current!.UnionWith(Normalize(line.Trim()));
                continue;
            }

            var header = Header.Parse(line);
            headers[header.Name] = header;
            current = members.TryGetValue(header.Name, out var known)
                ? known
                : members[header.Name] = new(StringComparer.Ordinal);
        }
    }

    public static OfficialApi Read()
    {
        using var stream = typeof(OfficialApi).Assembly.GetManifestResourceStream("official-paypal-api.txt")!;
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd());
    }

    /// <summary>What the types let a caller do that the official ones do not.</summary>
    public IEnumerable<string> Excess(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            var header = Header.Parse(ApiFormatter.Header(type));
            if (!headers.TryGetValue(header.Name, out var official))
            {
                yield return header.Name;
                continue;
            }

            if (!header.Fits(official))
            {
                yield return $"{header} instead of {official}";
            }

            foreach (
                var member in ApiFormatter
                    .Members(type)
                    .SelectMany(Normalize)
                    .Except(members[header.Name], StringComparer.Ordinal)
            )
            {
                yield return $"{header.Name}: {member}";
            }
        }
    }

    /// <summary>One entry per accessor; without what makes no difference to a caller.</summary>
    private static IEnumerable<string> Normalize(string member)
    {
        var text = Fallback().Replace(Modifier().Replace(member, ""), " = default");
        if (Operator().Match(text) is { Success: true } operation)
        {
            var types = operation.Groups["parameters"].Value.Split(", ").Select(p => p[..p.LastIndexOf(' ')]);
            return [$"{operation.Groups["start"].Value}{string.Join(", ", types)})"];
        }

        var brace = text.IndexOf(" { ", StringComparison.Ordinal);
        return brace < 0
            ? [text]
            : text[(brace + 3)..^2]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(a => $"{text[..brace]} {a}");
    }

    [GeneratedRegex(@"\b(abstract|virtual) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Modifier();

    [GeneratedRegex(@" = [^,)]+", RegexOptions.None, 1000)]
    private static partial Regex Fallback();

    [GeneratedRegex(@"^(?<start>.* op_\w+\()(?<parameters>.*)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Operator();

    private sealed partial record Header(string Modifier, string Kind, string Name, string Parent)
    {
        public static Header Parse(string line)
        {
            var match = Pattern().Match(line);
            return new(
                match.Groups["modifier"].Value,
                match.Groups["kind"].Value,
                match.Groups["name"].Value,
                match.Groups["parent"].Value
            );
        }

        /// <summary>Sealing what is open takes nothing that a caller could rely on; everything else must be the same.</summary>
        public bool Fits(Header official) =>
            this == official || (Modifier is "sealed" && this with { Modifier = "" } == official);

        public override string ToString() => $"{Modifier} {Kind} {Name} : {Parent}";

        [GeneratedRegex(
            @"^((?<modifier>\w+) )?(?<kind>class|struct|interface|enum|delegate) (?<name>.+?)( : (?<parent>.+))?$",
            RegexOptions.ExplicitCapture,
            1000
        )]
        private static partial Regex Pattern();
    }
}
