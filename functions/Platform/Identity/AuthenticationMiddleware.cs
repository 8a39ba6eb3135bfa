using System.Collections.Frozen;
using System.Reflection;
using AiPromptGen.Platform.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace AiPromptGen.Platform.Identity;

/// <summary>
/// Deny by default: every HTTP function needs a valid bearer token unless its method says <see cref="AllowAnonymousAttribute"/>,
/// and a role on top where it says <see cref="RequireRoleAttribute"/>. The functions host runs no ASP.NET Core pipeline, so nothing else would check.
/// </summary>
internal sealed class AuthenticationMiddleware : IFunctionsWorkerMiddleware
{
    /// <summary>The delegated permission that the app registration exposes; Entra puts it in <c>scp</c>.</summary>
    public const string Scope = "access_as_user";

    private static readonly FrozenSet<string> Anonymous = Functions()
        .Where(f => f.Method.GetCustomAttribute<AllowAnonymousAttribute>() is not null)
        .Select(f => f.Name)
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Roles = Functions()
        .Select(f => (f.Name, f.Method.GetCustomAttribute<RequireRoleAttribute>()?.Role))
        .Where(f => f.Role is not null)
        .ToFrozenDictionary(f => f.Name, f => f.Role!, StringComparer.Ordinal);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && !Anonymous.Contains(context.FunctionDefinition.Name)
            ? AuthenticateAsync(http, context, next)
            : next(context);

    private static async Task AuthenticateAsync(
        HttpContext http,
        FunctionContext context,
        FunctionExecutionDelegate next
    )
    {
        if (!http.Request.Headers.ContainsKey("Authorization"))
        {
            throw Problems.TokenMissing.ToException();
        }

        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        var caller = result.Succeeded && HasScope(result.Principal) ? Caller.From(result.Principal) : null;
        http.Items[typeof(Caller)] = caller ?? throw Problems.TokenInvalid.ToException();
        if (
            Roles.TryGetValue(context.FunctionDefinition.Name, out var role)
            && !caller.Roles.Contains(role, StringComparer.Ordinal)
        )
        {
            throw Problems.RoleMissing.ToException();
        }

        http.User = result.Principal!;
        await next(context);
    }

    private static bool HasScope(System.Security.Claims.ClaimsPrincipal user) =>
        user.FindAll("scp")
            .Concat(user.FindAll("http://schemas.microsoft.com/identity/claims/scope"))
            .SelectMany(c => c.Value.Split(' '))
            .Contains(Scope, StringComparer.Ordinal);

    private static IEnumerable<(string Name, MethodInfo Method)> Functions() =>
        from method in typeof(AuthenticationMiddleware).Assembly.GetTypes().SelectMany(t => t.GetMethods())
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select (function.Name, method);
}
