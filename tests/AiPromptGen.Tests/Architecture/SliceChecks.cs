using ArchUnitNET.Domain;

namespace AiPromptGen.Tests.Architecture;

/// <summary>
/// The walls inside the one project (docs/adr/0001): which slice may use which. A slice is a namespace right below the root;
/// types in the root itself put the slices together and may use all of them.
/// </summary>
internal static class SliceChecks
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Platform"] = [],
        ["Credits"] = ["Platform"],
        ["Audit"] = ["Platform"],
        ["Prompts"] = ["Platform"],
        ["Accounts"] = ["Platform", "Credits", "Audit"],
        ["Billing"] = ["Platform", "Accounts", "Credits"],
        ["Examples"] = ["Platform", "Prompts"],
        ["Favourites"] = ["Platform", "Accounts", "Credits", "Prompts"],
        ["Uploads"] = ["Platform", "Accounts", "Credits", "Prompts"],
        ["Support"] = ["Platform", "Accounts", "Audit", "Billing", "Credits"],
        ["Generations"] = ["Platform", "Accounts", "Audit", "Billing", "Credits", "Favourites", "Prompts", "Uploads"],
    };

    /// <summary>The table as docs/architecture.md has it.</summary>
    public static string Table =>
        string.Concat(
            Allowed
                .Select(slice => $"| {Names([slice.Key])} | {Names(slice.Value)} |\n")
                .Prepend("|---|---|\n")
                .Prepend("| Slice | May use |\n")
        );

    private static readonly string[] NotForRules = ["Azure.", "Microsoft.AspNetCore.", "Microsoft.DurableTask."];

    public static IEnumerable<string> ForbiddenUses(ArchUnitNET.Domain.Architecture architecture, string root) =>
        from type in architecture.Types
        let slice = SliceOf(type, root)
        where slice is not null
        from used in type.Dependencies.Select(d => d.Target).Distinct()
        let usedSlice = SliceOf(used, root)
        where usedSlice is not null && usedSlice != slice && !Allowed[slice].Contains(usedSlice, StringComparer.Ordinal)
        select $"{type.FullName} uses {used.FullName}";

    /// <summary>Slices that are missing in the table, and would therefore not be checked.</summary>
    public static IEnumerable<string> UnknownSlices(ArchUnitNET.Domain.Architecture architecture, string root) =>
        architecture
            .Types.Select(t => SliceOf(t, root))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Where(slice => !Allowed.ContainsKey(slice));

    /// <summary>Rules decide from values: no storage, no HTTP, no orchestration.</summary>
    public static IEnumerable<string> ImpureRules(ArchUnitNET.Domain.Architecture architecture, string root) =>
        from type in architecture.Types
        where SliceOf(type, root) is not null && type.Name.EndsWith("Rules", StringComparison.Ordinal)
        from used in type.Dependencies.Select(d => d.Target.FullName).Distinct(StringComparer.Ordinal)
        where NotForRules.Any(n => used.StartsWith(n, StringComparison.Ordinal))
        select $"{type.FullName} uses {used}";

    /// <summary>
    /// What could carry a person's data into a slice that is public: storage, an account, a file; and whoever else could hand
    /// something in by using it.
    /// </summary>
    public static IEnumerable<string> WaysIn(ArchUnitNET.Domain.Architecture architecture, string root, string slice)
    {
        string[] carriers =
        [
            "Azure.",
            "System.IO.File",
            "System.IO.Directory",
            "System.Net.Http.",
            "Microsoft.DurableTask.",
            $"{root}.Platform.Storage.",
            $"{root}.Platform.Identity.",
            $"{root}.Platform.AccountId",
            $"{root}.Platform.Http.RequestBody",
        ];
        return from type in architecture.Types
            let own = SliceOf(type, root) == slice
            from used in type.Dependencies.Select(d => d.Target).Distinct()
            where
                own
                    ? Array.Exists(carriers, carrier => used.FullName.StartsWith(carrier, StringComparison.Ordinal))
                    : SliceOf(used, root) == slice
            select $"{type.FullName} uses {used.FullName}";
    }

    private static string Names(string[] slices) =>
        slices.Length == 0 ? "nothing" : string.Join(", ", slices.Select(slice => $"`{slice}`"));

    private static string? SliceOf(IType type, string root) =>
        type.FullName.StartsWith(root + ".", StringComparison.Ordinal) && type.Namespace.FullName.Length > root.Length
            ? type.Namespace.FullName[(root.Length + 1)..].Split('.')[0]
            : null;
}
