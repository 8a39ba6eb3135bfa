using System.Reflection;
using AiPromptGen.Platform.Http;
using AiPromptGen.Tests.Architecture;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AiPromptGen.Tests.Platform;

/// <summary>Every problem code that the program can answer with: declared ones by reflection, the rest from the source.</summary>
internal static class ProblemCodes
{
    public static IReadOnlySet<string> All(IEnumerable<Assembly> programs, IEnumerable<SourceFile> sources) =>
        programs.SelectMany(Declared).Concat(sources.SelectMany(Written)).ToHashSet(StringComparer.Ordinal);

    public static IEnumerable<string> Declared(Assembly program) =>
        program
            .GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .SelectMany(CodesOf);

    /// <summary>
    /// The literal after the status or the member: <c>new Problem(400, "code", …)</c>, <c>new(400, "code", …)</c>,
    /// <c>new ProblemError("member", "code", …)</c>, <c>Invalid("member", "code", …)</c>.
    /// </summary>
    public static IEnumerable<string> Written(SourceFile file) =>
        from node in file.Syntax.DescendantNodes()
        let arguments = node switch
        {
            ObjectCreationExpressionSyntax
            {
                Type: IdentifierNameSyntax { Identifier.Text: "Problem" or "ProblemError" or "PromptMistake" }
            } made => made.ArgumentList,
            ImplicitObjectCreationExpressionSyntax made => made.ArgumentList,
            InvocationExpressionSyntax call when IsInvalid(call.Expression) => call.ArgumentList,
            _ => null,
        }
        where arguments is { Arguments.Count: >= 3 }
        let code = (arguments.Arguments[1].Expression as LiteralExpressionSyntax)?.Token.Value as string
        where
            code is not null
            && code.Contains('-', StringComparison.Ordinal)
            && code.All(c => char.IsAsciiLetterLower(c) || c == '-')
        select code;

    private static bool IsInvalid(ExpressionSyntax called) =>
        called
            is IdentifierNameSyntax { Identifier.Text: "Invalid" }
                or MemberAccessExpressionSyntax { Name.Identifier.Text: "Invalid" };

    private static IEnumerable<string> CodesOf(FieldInfo field) =>
        field.FieldType == typeof(Problem)
            ? [((Problem)field.GetValue(null)!).Code, .. ErrorCodes((Problem)field.GetValue(null)!)]
        : field.IsLiteral && field.FieldType == typeof(string) && IsCodes(field.DeclaringType!) && IsCode(field)
            ? [(string)field.GetRawConstantValue()!]
        : [];

    private static IEnumerable<string> ErrorCodes(Problem problem) => (problem.Errors ?? []).Select(e => e.Code);

    private static bool IsCodes(Type type) =>
        type.Name.EndsWith("Problems", StringComparison.Ordinal)
        || type.Name.EndsWith("Codes", StringComparison.Ordinal);

    private static bool IsCode(FieldInfo field) =>
        !((string)field.GetRawConstantValue()!).Contains('@', StringComparison.Ordinal);
}
